// SPDX-License-Identifier: Apache-2.0
// A scenario while it is read: what is found, what is wrong, which names are known so far.
#pragma once

#include "harness/scenario/catalogue.h"
#include "harness/scenario/fields.h"
#include "harness/scenario/model.h"
#include "harness/scenario/names.h"
#include "harness/scenario/parse.h"

namespace limitest::scenario {

struct Draft {
  Problems& problems;
  const Catalogue& catalogue;
  Scenario scenario{};
  Names names{};

  [[nodiscard]] Vocabulary vocabulary() const { return {names, scenario.hierarchy}; }

  template <class Action>
  void add_step(const Node& at, Action action) {
    scenario.steps.push_back({std::move(action), problems.position(at.offset)});
  }

  // A name of the scenario's own; none after a problem. `key` is what the file says, null if it says nothing.
  const Introduced* require(const Node* key, std::initializer_list<Role> roles, std::string_view what) const;

  // Introduces `name`, or reports at `at` why it cannot be. The name is known afterwards either way.
  void introduce(const std::string& name, const Node& at, Introduced what);

  // `fails:` of a step: accepted when absent.
  Answer answer(const Fields& fields) const;
  // `user:` of a step: who runs the scenario when absent.
  UserId user(const Fields& fields) const;
};

// The number of a user; what is none is reported, and is 0.
UserId read_user(const Node& node, Problems& problems);

// The parts of a file, each reporting what is wrong with it.
void read_covers(const Node& covers, Draft& draft);
void read_needs(const Node& needs, Draft& draft);
void read_cgroups(const Node& cgroups, Draft& draft);
void read_steps(const Node& steps, Draft& draft);
void read_repeat(const Node& repeat, Draft& draft);
void read_known(const Node& rules, Draft& draft);

std::span<const Key> need_keys();
std::span<const Key> repeat_keys();

}  // namespace limitest::scenario
