// SPDX-License-Identifier: Apache-2.0
// LEFT <= RIGHT, and chains of it: 3M <= hog.touched <= 5M.
#include <algorithm>

#include "harness/scenario/parse.h"
#include "harness/scenario/words.h"

namespace limitest::scenario {
namespace {

const Operator* operator_at(const Token& token) {
  if (token.kind != TokenKind::sign) return nullptr;
  const auto found = std::ranges::find(comparison_operators(), token.text, &Operator::sign);
  return found == comparison_operators().end() ? nullptr : &*found;
}

// A number without a unit is one of bytes beside bytes.
void adopt_unit(TypedFormula& bare, const TypedFormula& other) {
  auto* literal = std::get_if<Literal>(&bare.formula.node);
  if (literal != nullptr && bare.kind == NumberKind::bare && other.kind == NumberKind::bytes)
    literal->kind = LiteralKind::bytes;
}

bool is_zero(const TypedFormula& side) {
  const auto* literal = std::get_if<Literal>(&side.formula.node);
  return literal != nullptr && literal->value == 0;
}

// Zero is the one time whose unit does not matter.
bool is_zero_time(const TypedFormula& left, const TypedFormula& right) {
  return (left.kind == NumberKind::time && is_zero(right)) ||
         (right.kind == NumberKind::time && is_zero(left));
}

Parsed<Condition> compared(const Operator& how, TypedFormula left, TypedFormula right, std::string written) {
  const std::size_t width = right.at + right.width - left.at;
  if (!left.measured && !right.measured)
    return fault(left.at, width, "nothing is measured here; compare a reading with something");
  if (const std::string why = why_not_comparable(left.kind, right.kind);
      !why.empty() && !is_zero_time(left, right))
    return fault(left.at, width, "{}", why);
  adopt_unit(left, right);
  adopt_unit(right, left);
  return Condition{Comparison{how.how, std::move(left.formula), std::move(right.formula)},
                   std::move(written)};
}

bool rises(Compare how) {
  return how == Compare::less || how == Compare::less_equal;
}
bool falls(Compare how) {
  return how == Compare::greater || how == Compare::greater_equal;
}

bool may_follow(Compare first, Compare second) {
  return (rises(first) && rises(second)) || (falls(first) && falls(second)) ||
         (first == Compare::equal && second == Compare::equal);
}

std::unexpected<Fault> no_comparison(const Token& token, const TypedFormula& left) {
  if (token.kind == TokenKind::end || token.is_word("and") || token.is_word("or") || token.is_sign(")"))
    return fault(left.at, left.width, "{} alone claims nothing; compare it, as in {} <= 100M",
                 quoted(left.formula.text), left.formula.text);
  return fault(token.at, token.width, "a comparison (== != < <= > >= ≈) is wanted here, not {}",
               shown(token));
}

ConditionPtr shared(Condition condition) {
  return std::make_shared<const Condition>(std::move(condition));
}

}  // namespace

Parsed<Condition> parse_comparison(Tokens& tokens, const Vocabulary& vocabulary) {
  const Token whole = tokens.peek();
  Token first = whole;
  TypedFormula left = LIMITEST_TRY(parse_sum(tokens, vocabulary));
  const Operator* how = operator_at(tokens.peek());
  if (how == nullptr) return no_comparison(tokens.peek(), left);
  std::optional<Condition> chain;
  for (const Operator* last = nullptr; how != nullptr; how = operator_at(tokens.peek())) {
    const Token sign = tokens.next();
    if (last != nullptr && !may_follow(last->how, how->how))
      return fault(sign.at, sign.width, "a chain of comparisons goes one way, as in 3M <= x <= 5M");
    const Token middle = tokens.peek();
    const TypedFormula right = LIMITEST_TRY(parse_sum(tokens, vocabulary));
    Condition link = LIMITEST_TRY(compared(*how, std::move(left), right, tokens.written_since(first)));
    chain = chain ? Condition{Both{shared(std::move(*chain)), shared(std::move(link))},
                              tokens.written_since(whole)}
                  : std::move(link);
    left = right;
    first = middle;
    last = how;
  }
  return std::move(*chain);
}

}  // namespace limitest::scenario
