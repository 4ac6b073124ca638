// SPDX-License-Identifier: Apache-2.0
// Arithmetic: + - * / and parentheses over operands.
#include "harness/scenario/parse.h"
#include "harness/scenario/words.h"

namespace limitest::scenario {
namespace {

Parsed<TypedFormula> parse_factor(Tokens& tokens, const Vocabulary& vocabulary);

FormulaPtr shared(Formula formula) {
  return std::make_shared<const Formula>(std::move(formula));
}

Parsed<TypedFormula> joined(const Token& sign, TypedFormula left, TypedFormula right, std::string written) {
  const char operation = sign.text.front();
  const auto kind = combined_kind(operation, left.kind, right.kind);
  if (!kind) return fault(sign.at, sign.width, "{}", kind.error());
  const auto* divisor = std::get_if<Literal>(&right.formula.node);
  if (operation == '/' && divisor != nullptr && divisor->value == 0)
    return fault(right.at, right.width, "a division by zero");
  const std::size_t width = right.at + right.width - left.at;
  const bool measured = left.measured || right.measured;
  return TypedFormula{
      {Arithmetic{operation, shared(std::move(left.formula)), shared(std::move(right.formula))},
       std::move(written)},
      *kind,
      measured,
      left.at,
      width};
}

// A row of operands between which only `signs` stand, from left to right.
template <class ParsePart>
Parsed<TypedFormula> parse_row(Tokens& tokens, const Vocabulary& vocabulary, std::string_view signs,
                               ParsePart parse_part) {
  const Token first = tokens.peek();
  TypedFormula left = LIMITEST_TRY(parse_part(tokens, vocabulary));
  while (tokens.peek().kind == TokenKind::sign && signs.find(tokens.peek().text) != std::string_view::npos) {
    const Token sign = tokens.next();
    TypedFormula right = LIMITEST_TRY(parse_part(tokens, vocabulary));
    left = LIMITEST_TRY(joined(sign, std::move(left), std::move(right), tokens.written_since(first)));
  }
  return left;
}

Parsed<TypedFormula> parse_parenthesised(Tokens& tokens, const Vocabulary& vocabulary) {
  const Token open = tokens.next();
  TypedFormula inner = LIMITEST_TRY(parse_sum(tokens, vocabulary));
  const Token& close = tokens.peek();
  if (!tokens.take_sign(")"))
    return fault(close.at, close.width, "a ')' is wanted here, not {}", shown(close));
  inner.formula.text = tokens.written_since(open);
  inner.at = open.at;
  inner.width = inner.formula.text.size();
  return inner;
}

Parsed<TypedFormula> parse_negative(Tokens& tokens, const Vocabulary& vocabulary) {
  const Token minus = tokens.next();
  if (tokens.peek().kind != TokenKind::number)
    return fault(minus.at, minus.width, "a '-' needs a value before it, or a number behind it");
  TypedFormula number = LIMITEST_TRY(operand(tokens.next(), vocabulary));
  auto literal = std::get<Literal>(number.formula.node);
  literal.value = -literal.value;
  literal.written = tokens.written_since(minus);
  number.formula = {literal, literal.written};
  number.width = literal.written.size();
  number.at = minus.at;
  return number;
}

// "raw box/peak"
Parsed<TypedFormula> parse_raw(Tokens& tokens, const Vocabulary& vocabulary) {
  const Token raw = tokens.next();
  const Token what = tokens.next();
  TypedFormula reading = LIMITEST_TRY(operand(what, vocabulary));
  auto* file = std::get_if<ControlRef>(&reading.formula.node);
  if (file == nullptr)
    return fault(what.at, what.width, "'{}' stands before a control file, as in {} box/usage", word_raw,
                 word_raw);
  file->raw = true;
  reading.formula.text = tokens.written_since(raw);
  reading.at = raw.at;
  reading.width = reading.formula.text.size();
  return reading;
}

Parsed<TypedFormula> parse_factor(Tokens& tokens, const Vocabulary& vocabulary) {
  if (tokens.peek().is_word(word_raw)) return parse_raw(tokens, vocabulary);
  if (tokens.peek().is_sign("(")) return parse_parenthesised(tokens, vocabulary);
  if (tokens.peek().is_sign("-")) return parse_negative(tokens, vocabulary);
  return operand(tokens.next(), vocabulary);
}

Parsed<TypedFormula> parse_product(Tokens& tokens, const Vocabulary& vocabulary) {
  return parse_row(tokens, vocabulary, "*/", parse_factor);
}

}  // namespace

Parsed<TypedFormula> parse_sum(Tokens& tokens, const Vocabulary& vocabulary) {
  return parse_row(tokens, vocabulary, "+-", parse_product);
}

Parsed<TypedFormula> parse_formula(std::string_view text, const Vocabulary& vocabulary) {
  Tokens tokens(text, LIMITEST_TRY(tokenise(text)));
  TypedFormula formula = LIMITEST_TRY(parse_sum(tokens, vocabulary));
  const Token& rest = tokens.peek();
  if (rest.kind != TokenKind::end)
    return fault(rest.at, rest.width, "the value ends before {}; join values with + - * or /", shown(rest));
  return formula;
}

}  // namespace limitest::scenario
