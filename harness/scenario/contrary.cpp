// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/contrary.h"

#include <cmath>

#include <fmt/format.h>

#include "harness/base/result.h"
#include "harness/scenario/words.h"

namespace limitest::scenario {
namespace {

constexpr double beyond_any_limit = 4611686018427387904.0;  // 2^62: `unlimited` and its like
constexpr double some_bytes = 64.0 * 1024 * 1024;

Formula constant(double value, LiteralKind kind) {
  std::string written = value == std::floor(value) ? fmt::format("{:.0f}", value) : fmt::format("{}", value);
  if (kind == LiteralKind::time) written += "ns";
  return {Literal{value, kind, written}, written};
}

// What nobody takes for `number`, whatever the tolerance.
Formula other_than(const Literal& number) {
  if (number.value >= beyond_any_limit) return constant(some_bytes, LiteralKind::bytes);
  if (number.value != 0) return constant(2 * number.value, number.kind);
  constexpr double a_second = 1e9;
  switch (number.kind) {
    case LiteralKind::count:
      return constant(1, number.kind);
    case LiteralKind::bytes:
      return constant(some_bytes, number.kind);
    case LiteralKind::time:
      break;
  }
  return constant(a_second, number.kind);
}

Formula times(const Formula& formula, char operation, double factor) {
  if (const auto* number = std::get_if<Literal>(&formula.node); number != nullptr)
    return constant(operation == '*' ? number->value * factor : number->value / factor, number->kind);
  const Arithmetic product{operation, std::make_shared<const Formula>(formula),
                           std::make_shared<const Formula>(constant(factor, LiteralKind::count))};
  return {product, fmt::format("({}) {} {}", formula.text, operation, factor)};
}

bool is_zero(const Formula& formula) {
  const auto* number = std::get_if<Literal>(&formula.node);
  return number != nullptr && number->value == 0;
}

bool is_literal(const Formula& formula) {
  return std::holds_alternative<Literal>(formula.node);
}

std::string_view sign_of(Compare how) {
  for (const Operator& one : comparison_operators())
    if (one.how == how) return one.sign;
  report_bug("a comparison without a sign", __FILE__, __LINE__);
}

Condition comparison(Compare how, Formula left, Formula right) {
  const std::string text = fmt::format("{} {} {}", left.text, sign_of(how), right.text);
  return {Comparison{how, std::move(left), std::move(right)}, text};
}

Condition unequal(const Comparison& of) {
  if (is_literal(of.left) && !is_literal(of.right))
    return comparison(of.how, other_than(std::get<Literal>(of.left.node)), of.right);
  if (is_literal(of.right)) return comparison(of.how, of.left, other_than(std::get<Literal>(of.right.node)));
  return comparison(of.how, of.left, times(of.right, '*', 2));
}

// left <= right becomes left >= 2 * right, which is 1 for 0; written so that the changed side is the number.
Condition far_above(const Formula& left, const Formula& right) {
  if (is_zero(right)) return comparison(Compare::greater, left, right);
  if (is_literal(left)) return comparison(Compare::greater_equal, times(left, '/', 2), right);
  return comparison(Compare::greater_equal, left, times(right, '*', 2));
}

Condition far_below(const Formula& left, const Formula& right) {
  if (is_literal(left)) return comparison(Compare::less_equal, times(left, '*', 2), right);
  return comparison(is_zero(right) ? Compare::less : Compare::less_equal, left, times(right, '/', 2));
}

Contrary contrary_of(const Comparison& of) {
  switch (of.how) {
    case Compare::equal:
    case Compare::near:
      return {unequal(of), true};
    case Compare::not_equal:
      return {comparison(Compare::equal, of.left, of.right), true};
    case Compare::less:
    case Compare::less_equal:
      return {far_above(of.left, of.right), true};
    case Compare::greater:
    case Compare::greater_equal:
      return {far_below(of.left, of.right), true};
  }
  report_bug("a comparison of no known kind", __FILE__, __LINE__);
}

std::string_view word_of(State state) {
  for (const StateWord& one : state_words())
    if (one.state == state) return one.word;
  report_bug("a state without a word", __FILE__, __LINE__);
}

Contrary contrary_of(const ProcessState& of) {
  const bool ends = of.state == State::ended;
  const State other = ends ? State::alive : of.state == State::killed ? State::exited : State::killed;
  return {{ProcessState{of.process, other, std::nullopt}, fmt::format("{} {}", of.process, word_of(other))},
          ends};
}

Contrary contrary_of(const ListenerState& of) {
  return {{ListenerState{of.listener, !of.fired},
           fmt::format("{} {}", of.listener, of.fired ? "silent" : "fired")},
          of.fired};
}

GroupState contrary_state(GroupState of) {
  switch (of) {
    case GroupState::exists:
      return GroupState::missing;
    case GroupState::missing:
      return GroupState::exists;
    case GroupState::empty:
      return GroupState::populated;
    case GroupState::populated:
      return GroupState::empty;
  }
  report_bug("a state of a group without a contrary", __FILE__, __LINE__);
}

Contrary contrary_of(const CgroupState& of) {
  const GroupState other = contrary_state(of.state);
  std::string text = of.target.cgroup + (of.target.file.empty() ? "" : "/" + of.target.file);
  for (const GroupWord& one : group_words())
    if (one.state == other) text += fmt::format(" {}", one.word);
  return {{CgroupState{of.target, other}, text}, true};
}

Contrary contrary_of(const Says& of) {
  const std::string never = "never " + of.text;
  return {{Says{of.process, never}, fmt::format("{} says \"{}\"", of.process, never)}};
}

Contrary contrary_of(const Not& of) {
  return {*of.inner, true};
}

Contrary turned(const Condition& condition);

Contrary both(const ConditionPtr& left, const ConditionPtr& right, bool must_last) {
  return {{Both{left, right}, fmt::format("{} and {}", left->text, right->text)}, must_last};
}

Contrary contrary_of(const Either& of) {
  const Contrary left = turned(*of.left);
  const Contrary right = turned(*of.right);
  return both(std::make_shared<const Condition>(left.condition),
              std::make_shared<const Condition>(right.condition), left.must_last || right.must_last);
}

Contrary contrary_of(const Both& of) {
  const Contrary left = turned(*of.left);
  return both(std::make_shared<const Condition>(left.condition), of.right, left.must_last);
}

Contrary turned(const Condition& condition) {
  return std::visit([](const auto& node) { return contrary_of(node); }, condition.node);
}

}  // namespace

std::vector<Contrary> contraries_of(const Condition& condition) {
  const auto* joined = std::get_if<Both>(&condition.node);
  if (joined == nullptr) return {turned(condition)};
  std::vector<Contrary> all;
  for (Contrary& one : contraries_of(*joined->left))
    all.push_back(
        both(std::make_shared<const Condition>(std::move(one.condition)), joined->right, one.must_last));
  for (Contrary& one : contraries_of(*joined->right))
    all.push_back(
        both(joined->left, std::make_shared<const Condition>(std::move(one.condition)), one.must_last));
  return all;
}

}  // namespace limitest::scenario
