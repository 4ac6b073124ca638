// SPDX-License-Identifier: Apache-2.0
// Conditions joined by and, or, not and parentheses.
#include "harness/scenario/parse.h"
#include "harness/scenario/words.h"

namespace limitest::scenario {
namespace {

Parsed<Condition> parse_either(Tokens& tokens, const Vocabulary& vocabulary);

ConditionPtr shared(Condition condition) {
  return std::make_shared<const Condition>(std::move(condition));
}

bool joins(const Token& token) {
  return token.is_word("and") || token.is_word("or");
}

// "(a + b) * 2 > c" and "(hog paused)" begin alike; what stands behind the parentheses tells.
bool opens_a_condition(const Tokens& tokens) {
  if (!tokens.peek().is_sign("(")) return false;
  const Token& behind = tokens.behind_parentheses();
  return behind.kind != TokenKind::sign || behind.is_sign(")");
}

// A word with another word behind it is a thing and its state. A word alone may be meant so, too.
bool begins_a_state(const Tokens& tokens, const Vocabulary& vocabulary) {
  const Token& first = tokens.peek();
  const Token& second = tokens.peek(1);
  if (first.kind != TokenKind::word || first.is_word(word_raw)) return false;
  if (second.kind == TokenKind::word && !joins(second)) return true;
  if (second.kind == TokenKind::sign && !second.is_sign(")")) return false;
  const Introduced* known = vocabulary.names.find(first.text);
  return known != nullptr && known->role != Role::saved && known->role != Role::open_file;
}

Parsed<Condition> parse_simple(Tokens& tokens, const Vocabulary& vocabulary) {
  if (opens_a_condition(tokens)) {
    const Token open = tokens.next();
    Condition inner = LIMITEST_TRY(parse_either(tokens, vocabulary));
    const Token& close = tokens.peek();
    if (!tokens.take_sign(")"))
      return fault(close.at, close.width, "a ')' is wanted here, not {}", shown(close));
    inner.text = tokens.written_since(open);
    return inner;
  }
  if (begins_a_state(tokens, vocabulary)) return parse_state(tokens, vocabulary);
  return parse_comparison(tokens, vocabulary);
}

Parsed<Condition> parse_negation(Tokens& tokens, const Vocabulary& vocabulary) {
  const Token first = tokens.peek();
  if (!tokens.take_word("not")) return parse_simple(tokens, vocabulary);
  Condition inner = LIMITEST_TRY(parse_negation(tokens, vocabulary));
  return Condition{Not{shared(std::move(inner))}, tokens.written_since(first)};
}

template <class Joined, class ParsePart>
Parsed<Condition> parse_joined(Tokens& tokens, const Vocabulary& vocabulary, std::string_view word,
                               ParsePart parse_part) {
  const Token first = tokens.peek();
  Condition left = LIMITEST_TRY(parse_part(tokens, vocabulary));
  while (tokens.take_word(word)) {
    Condition right = LIMITEST_TRY(parse_part(tokens, vocabulary));
    left = Condition{Joined{shared(std::move(left)), shared(std::move(right))}, tokens.written_since(first)};
  }
  return left;
}

Parsed<Condition> parse_both(Tokens& tokens, const Vocabulary& vocabulary) {
  return parse_joined<Both>(tokens, vocabulary, "and", parse_negation);
}

Parsed<Condition> parse_either(Tokens& tokens, const Vocabulary& vocabulary) {
  return parse_joined<Either>(tokens, vocabulary, "or", parse_both);
}

}  // namespace

Parsed<Condition> parse_condition(std::string_view text, const Vocabulary& vocabulary) {
  Tokens tokens(text, LIMITEST_TRY(tokenise(text)));
  if (tokens.peek().kind == TokenKind::end) return fault(0, 1, "a condition is missing");
  Condition condition = LIMITEST_TRY(parse_either(tokens, vocabulary));
  const Token& rest = tokens.peek();
  if (rest.kind != TokenKind::end)
    return fault(rest.at, rest.width, "the condition ends before {}; join conditions with 'and' or 'or'",
                 shown(rest));
  return condition;
}

}  // namespace limitest::scenario
