// SPDX-License-Identifier: Apache-2.0
// The words, numbers and signs of an expression. A path such as box/memory.stat:cache is one word.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "harness/scenario/diagnostics.h"

namespace limitest::scenario {

enum class TokenKind : std::uint8_t { word, number, text, sign, end };

struct Token {
  TokenKind kind = TokenKind::end;
  std::string_view text;  // of a quoted text what stands between the quotes
  std::size_t at = 0;
  std::size_t width = 0;

  [[nodiscard]] bool is_sign(std::string_view sign) const { return kind == TokenKind::sign && text == sign; }
  [[nodiscard]] bool is_word(std::string_view word) const { return kind == TokenKind::word && text == word; }
};

// The views refer to `text`. The last token is always an `end`.
Parsed<std::vector<Token>> tokenise(std::string_view text);

// The tokens of one expression, read from the front.
class Tokens {
 public:
  Tokens(std::string_view text, std::vector<Token> tokens) : text_(text), tokens_(std::move(tokens)) {}

  [[nodiscard]] const Token& peek(std::size_t ahead = 0) const;
  const Token& next();
  bool take_sign(std::string_view sign);
  bool take_word(std::string_view word);

  // The text from one token's begin to the end of the one taken last.
  [[nodiscard]] std::string written_since(const Token& first) const;

  // With an opening parenthesis at the front: the token behind its counterpart.
  [[nodiscard]] const Token& behind_parentheses() const;

 private:
  std::string_view text_;
  std::vector<Token> tokens_;
  std::size_t position_ = 0;
};

// "'x'" or "the end", for messages.
std::string shown(const Token& token);

}  // namespace limitest::scenario
