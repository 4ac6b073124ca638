// SPDX-License-Identifier: Apache-2.0
// The names a scenario gives to its own things. They share one namespace, and each is introduced
// before it is used: cgroups by `cgroups:` or mkdir, the others by a step.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/scenario/catalogue.h"
#include "harness/scenario/diagnostics.h"
#include "harness/scenario/expression.h"
#include "harness/scenario/number_kind.h"

namespace limitest::scenario {

enum class Role : std::uint8_t { cgroup, workload, program, listener, saved, open_file };

struct Introduced {
  Role role;
  const WorkloadInfo* workload = nullptr;  // of a workload that the catalogue knows
  NumberKind kind = NumberKind::unknown;   // of a saved value or an open file
  ControlRef file{};                       // of an open file
  bool removed = false;                    // a cgroup after rmdir
  std::string when{};                      // the machines it is on; empty: all
};

inline constexpr std::size_t longest_name = 64;

class Names {
 public:
  // Why `name` cannot be given to something new; empty if it can.
  [[nodiscard]] std::string why_not(std::string_view name, Role role) const;

  void introduce(const std::string& name, Introduced what);
  void mark_removed(const std::string& name);
  // A later step will introduce it, so that its use before gets a better message.
  void announce(const std::string& name, int line) { announced_.emplace(name, line); }

  // From here on a step is read that is for these machines alone; empty: for all. What it introduces is
  // there on no others, and what only others have it may not use.
  void enter(std::string machines);
  // What the step used although it need not be there, once.
  [[nodiscard]] std::vector<std::string> take_strangers() { return std::exchange(strangers_, {}); }

  [[nodiscard]] const Introduced* find(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> of(std::initializer_list<Role> roles) const;

  // The thing of that name, which must have one of the roles; `what` is wanted: "process".
  [[nodiscard]] Parsed<const Introduced*> require(std::string_view name, std::initializer_list<Role> roles,
                                                  std::string_view what) const;

  // "; did you mean 'box'?", or that it comes only later.
  [[nodiscard]] std::string hint(std::string_view name, std::initializer_list<Role> roles) const;

 private:
  std::map<std::string, Introduced, std::less<>> known_;
  std::map<std::string, int, std::less<>> announced_;
  std::string machines_;
  mutable std::vector<std::string> strangers_;
};

// "a process", for messages.
std::string_view name_of(Role role);

// Letters, digits, '-' and '_', a letter first.
bool is_well_formed_name(std::string_view name);

}  // namespace limitest::scenario
