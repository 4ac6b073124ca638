// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/lexer.h"

#include <algorithm>
#include <array>

namespace limitest::scenario {
namespace {

constexpr std::size_t longest_expression = 2000;
constexpr int deepest_nesting = 30;  // bounds how deep the parser can be sent

constexpr std::array<std::string_view, 14> signs{"==", "!=", "<=", ">=", "~=", "≈", "<",
                                                 ">",  "+",  "-",  "*",  "/",  "(", ")"};

// What other languages write, and what is written here.
struct Foreign {
  std::string_view sign, instead;
};
constexpr std::array foreign{
    Foreign{"=<", "<="}, Foreign{"=>", ">="}, Foreign{"=~", "~="}, Foreign{"=", "=="},
    Foreign{"≤", "<="},  Foreign{"≥", ">="},  Foreign{"≠", "!="},  Foreign{"&&", "and"},
    Foreign{"&", "and"}, Foreign{"||", "or"}, Foreign{"|", "or"},  Foreign{"!", "not"},
    Foreign{"~", "≈"},   Foreign{"−", "-"},   Foreign{"×", "*"},   Foreign{"÷", "/"},
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool belongs_in_word(char c) {
  return is_letter(c) || is_digit(c) || c == '.' || c == ':' || c == '/' || c == '-';
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Parsed<Token> next() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
    if (at_ == text_.size()) return Token{TokenKind::end, {}, at_, 0};
    const char first = text_[at_];
    if (is_digit(first)) return number();
    if (is_letter(first) || first == '/' || first == '.') return word_or_slash();
    if (first == '"' || first == '\'') return text();
    return sign();
  }

 private:
  [[nodiscard]] Token taken(TokenKind kind, std::size_t width) {
    const Token token{kind, text_.substr(at_, width), at_, width};
    at_ += width;
    return token;
  }

  template <class Belongs>
  [[nodiscard]] std::size_t run_of(std::size_t from, Belongs belongs) const {
    std::size_t end = from;
    while (end < text_.size() && belongs(text_[end])) ++end;
    return end;
  }

  Token number() {
    std::size_t end = run_of(at_, [](char c) { return is_digit(c) || c == '.'; });
    end = run_of(end, is_letter);
    return taken(TokenKind::number, end - at_);
  }

  // A slash that stands alone divides; one with something behind it begins a path.
  Parsed<Token> word_or_slash() {
    const std::size_t end = run_of(at_, belongs_in_word);
    if (text_[at_] == '/' && (end == at_ + 1 || is_digit(text_[at_ + 1]))) return taken(TokenKind::sign, 1);
    return taken(TokenKind::word, end - at_);
  }

  Parsed<Token> text() {
    const std::size_t close = text_.find(text_[at_], at_ + 1);
    if (close == std::string_view::npos)
      return fault(at_, text_.size() - at_, "the quote that opens here is never closed");
    Token token = taken(TokenKind::text, close + 1 - at_);
    token.text = token.text.substr(1, token.text.size() - 2);
    return token;
  }

  Parsed<Token> sign() {
    const std::string_view rest = text_.substr(at_);
    const auto begins = [&](std::string_view sign) { return rest.starts_with(sign); };
    const auto* wrong = std::ranges::find_if(foreign, begins, &Foreign::sign);
    const auto* right = std::ranges::find_if(signs, begins);
    if (right != signs.end()) return taken(TokenKind::sign, right->size());
    if (wrong != foreign.end())
      return fault(at_, wrong->sign.size(), "'{}' is not used here; did you mean '{}'?", wrong->sign,
                   wrong->instead);
    const std::size_t width = std::max<std::size_t>(character_length(rest), 1);
    return fault(at_, width, "{} does not belong in an expression", quoted(rest.substr(0, width)));
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

int nested_by(const Token& token) {
  if (token.is_sign("(") || token.is_word("not")) return 1;
  return token.is_sign(")") ? -1 : 0;
}

}  // namespace

Parsed<std::vector<Token>> tokenise(std::string_view text) {
  if (text.size() > longest_expression)
    return fault(0, text.size(), "an expression has at most {} characters", longest_expression);
  Lexer lexer(text);
  std::vector<Token> tokens;
  int nesting = 0;
  do {
    tokens.push_back(LIMITEST_TRY(lexer.next()));
    const Token& token = tokens.back();
    nesting += nested_by(token);
    if (nesting > deepest_nesting) return fault(token.at, token.width, "nested too deeply for an expression");
  } while (tokens.back().kind != TokenKind::end);
  return tokens;
}

const Token& Tokens::peek(std::size_t ahead) const {
  return tokens_[std::min(position_ + ahead, tokens_.size() - 1)];
}

const Token& Tokens::next() {
  const Token& token = peek();
  if (token.kind != TokenKind::end) ++position_;
  return token;
}

bool Tokens::take_sign(std::string_view sign) {
  if (!peek().is_sign(sign)) return false;
  next();
  return true;
}

bool Tokens::take_word(std::string_view word) {
  if (!peek().is_word(word)) return false;
  next();
  return true;
}

std::string Tokens::written_since(const Token& first) const {
  const Token& last = tokens_[position_ == 0 ? 0 : position_ - 1];
  return std::string(text_.substr(first.at, last.at + last.width - first.at));
}

const Token& Tokens::behind_parentheses() const {
  int depth = 0;
  for (std::size_t ahead = 0;; ++ahead) {
    const Token& token = peek(ahead);
    if (token.kind == TokenKind::end) return token;
    if (token.is_sign("(")) ++depth;
    if (token.is_sign(")") && --depth == 0) return peek(ahead + 1);
  }
}

std::string shown(const Token& token) {
  if (token.kind == TokenKind::end) return "the end";
  return token.kind == TokenKind::text ? "a quoted text" : quoted(token.text);
}

}  // namespace limitest::scenario
