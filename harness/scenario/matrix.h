// SPDX-License-Identifier: Apache-2.0
// `matrix:`: one file, several scenarios. ${name} in any text is replaced before it is read.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "harness/scenario/model.h"
#include "harness/scenario/yaml.h"

namespace limitest::scenario {

inline constexpr std::size_t most_combinations = 200;

// A value for every parameter, in the order of the file.
using Combination = std::vector<std::pair<std::string, std::string>>;

// "a=1,b=2"
std::string label_of(const Combination& combination);

// One of them, and the machines it is for.
struct Case {
  Combination values;
  Applicability applies;
};

// All cases of a matrix; none after a problem.
std::optional<std::vector<Case>> read_matrix(const Node& matrix, Problems& problems);

// Replaces ${name} by its value, in keys, too. Places of replaced text are those of the "${".
class Substitution {
 public:
  Substitution(const Combination& combination, Problems& problems)
      : combination_(combination), problems_(problems) {}

  Node apply(Node node);
  // A text that nobody wrote as YAML, a comment: what is unknown in it stays.
  [[nodiscard]] std::string apply(const std::string& text) const;

  [[nodiscard]] const std::set<std::string>& used() const { return used_; }

 private:
  void replace_all(Node& node);
  void replace(Node& scalar);
  [[nodiscard]] const std::string* value_of(std::string_view name) const;
  void refuse_unknown(const Node& scalar, std::size_t begin, std::string_view name);

  const Combination& combination_;
  Problems& problems_;
  std::set<std::string> used_;
};

}  // namespace limitest::scenario
