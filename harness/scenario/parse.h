// SPDX-License-Identifier: Apache-2.0
// Expressions as text -> the trees of expression.h. Pure: a fault tells its place in the text.
#pragma once

#include <string_view>

#include "harness/scenario/control_path.h"
#include "harness/scenario/expression.h"
#include "harness/scenario/lexer.h"
#include "harness/scenario/names.h"

namespace limitest::scenario {

// What an expression may refer to.
struct Vocabulary {
  const Names& names;
  HierarchyChoice hierarchy;
};

struct TypedFormula {
  Formula formula;
  NumberKind kind = NumberKind::bare;
  bool measured = false;  // false: the same on every machine and at every time
  std::size_t at = 0;
  std::size_t width = 0;
};

// Of a whole text.
Parsed<TypedFormula> parse_formula(std::string_view text, const Vocabulary& vocabulary);
Parsed<Condition> parse_condition(std::string_view text, const Vocabulary& vocabulary);

// Of the front of what is left.
Parsed<TypedFormula> parse_sum(Tokens& tokens, const Vocabulary& vocabulary);
Parsed<Condition> parse_state(Tokens& tokens, const Vocabulary& vocabulary);
Parsed<Condition> parse_comparison(Tokens& tokens, const Vocabulary& vocabulary);

// The value that one word or number stands for.
Parsed<TypedFormula> operand(const Token& token, const Vocabulary& vocabulary);

}  // namespace limitest::scenario
