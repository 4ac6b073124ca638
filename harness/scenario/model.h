// SPDX-License-Identifier: Apache-2.0
// A scenario as plain typed values: all that read.h found in a file, checked. Nothing after this
// sees YAML. Every name in it is known to exist, every size and duration is a number.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "harness/base/bytes.h"
#include "harness/base/errno_name.h"
#include "harness/cgroup/control_file.h"
#include "harness/scenario/expression.h"

namespace limitest::scenario {

// Where something stands in its file, 1-based; columns count characters.
struct Position {
  int line = 0;
  int column = 0;
};

// How a call that the kernel may refuse must end: with one of these errnos, or accepted if empty.
struct Answer {
  std::vector<Errno> errnos;
};

// The number of a user; 0: whoever runs the scenario, which takes root.
using UserId = std::uint32_t;

struct Write {
  ControlRef target;
  std::string value;  // as it goes to the kernel, without a newline
  Answer answer;
  UserId user = 0;  // who writes
};

// A cgroup made before the first step, parents before children.
struct Cgroup {
  std::string name;    // unique in the scenario, a single path component
  std::string parent;  // another cgroup of the scenario; empty: the scenario's own top group
  std::vector<Write> settings;
  Position at;
  UserId owner = 0;  // of its directory and of the files that tasks and controllers below are managed with
};

struct Start {
  std::string process;   // the name given by `as:`, by default the workload's
  std::string workload;  // "grower"
  std::string cgroup;
  std::vector<std::pair<std::string, std::string>> parameters;  // as the workload's command line takes them
  std::vector<std::pair<std::string, ControlRef>> files{};      // those that are control files
  std::optional<int> cpu;  // runs there alone; the CPUs we may use, from 0, more than there are begin anew
};

struct RunProgram {
  std::string process;
  std::vector<std::string> argv;  // argv[0] is looked up in PATH
  std::string cgroup;
};

struct Expect {
  Condition condition;
  std::optional<Nanoseconds> within;   // must become true by then; none: the engine's default deadline
  std::optional<Nanoseconds> lasting;  // `for:`: once true it must stay true that long
};

struct Move {
  std::string process;
  std::optional<int> thread;  // 0 is the leader; none: the whole process
  std::optional<int> child;   // one of its child processes, 0 the oldest; none: itself
  std::string cgroup;
  std::string through;  // "cgroup.procs" or "tasks" (v1) / "cgroup.threads" (v2)
  Answer answer;
  UserId user = 0;  // who moves it
};

struct Signal {
  int number;
  std::string process;
};

struct Mkdir {
  std::string name;
  std::string parent;  // empty: the scenario's own top group
  Answer answer;
  UserId user = 0;  // who makes it
};

struct Rmdir {
  std::string cgroup;
  Answer answer;
  UserId user = 0;  // who removes it
};

// Asks the kernel to notify us: cgroup.event_control on v1 (OOM, usage thresholds, pressure),
// inotify on v2's events files, a PSI trigger on memory.pressure.
struct Listen {
  std::string listener;
  ControlRef target;
  std::string arguments;  // "8M" for a threshold, "low,hierarchy" for pressure; as the kernel takes them
  std::string through;    // the group whose cgroup.event_control is written (v1)
  Answer answer;
  UserId user = 0;  // who writes to it (v1)
};

// Closes a listener, so that the kernel forgets it.
struct Unlisten {
  std::string listener;
};

// Opens a control file and keeps it open, for reading and writing, as far as the file takes both.
struct Open {
  std::string name;
  ControlRef target;
};

// Keeps the value of an expression under a name for later expressions.
struct Save {
  std::string name;
  Formula formula;
};

enum class Order : std::uint8_t { release, again, finish };

// Tells a workload what to do next, through its status page.
struct Tell {
  std::string process;
  Order order;
};

// Whether a machine has swap, where that matters.
enum class Swap : std::uint8_t { any, none, some };

// An option of the kernel's configuration that must be set, built in or as a module, or must not be.
struct ConfigRule {
  std::string option;  // "MEMCG_V1", without CONFIG_
  bool set = true;
};

// The machines that something is for. What is left out does not matter.
struct Applicability {
  std::vector<std::string> kernels;  // ">= 6.12 < 7.3"; one of them must hold
  std::vector<ConfigRule> config;    // all of them
  Swap swap = Swap::any;
  std::optional<cgroup::Hierarchy> hierarchy;

  [[nodiscard]] bool everywhere() const {
    return kernels.empty() && config.empty() && swap == Swap::any && !hierarchy;
  }
};

struct Step {
  std::variant<Start, RunProgram, Expect, Write, Move, Signal, Mkdir, Rmdir, Listen, Unlisten, Open, Save,
               Tell>
      action;
  Position at;
  Applicability applies;  // elsewhere the step is left out
};

// What a machine must have; an unmet one makes the scenario a skip with a reason.
struct Needs {
  using Swap = scenario::Swap;
  Swap swap = Swap::any;
  std::optional<Bytes> free_memory;
  std::optional<Bytes> whole_memory;  // the machine has no more: the scenario concerns all of it
  std::optional<Bytes> whole_swap;    // the same of its swap
  bool zswap = false;                 // compressed swap in memory is on
  bool writeback = false;             // what is written to files is written back group by group
  std::optional<Bytes> huge_pages;    // free pages of hugetlbfs
  std::vector<std::string> programs;  // found in PATH
  std::optional<std::string> kernel;  // ">= 6.13", ">= 5.11 < 6.1"
  std::vector<ConfigRule> config;
  std::optional<std::string> mount;       // "memory_recursiveprot", "no memory_recursiveprot"
  std::vector<std::string> files;         // control files beyond those the scenario names
  std::optional<std::string> controller;  // another of v2 that its cgroups are given, as "io"
};

// Kernels that are known to break the claim, and where that is told.
struct Known {
  Applicability applies;
  std::string step;       // as describe() says it: only its failure is known; empty: any failure
  std::string why;        // "a miss at the memsw limit is counted nowhere"
  std::string reference;  // a commit, a bug report, a document
  Position at;
  std::string file{};   // the known list it stands in; empty: the scenario's own
  bool for_all{false};  // it is for a folder or a pattern, not all of which need fail
};

// A claim that chance has a part in. It is played until it is sure enough whether a play passes as often
// as on a right kernel or as seldom as on a broken one (Wald's sequential test of two shares).
struct Repeat {
  unsigned times = 100;  // at most
  double right = 0.9;    // share of plays that pass on a right kernel, at least
  double broken = 0.5;   // the same on a broken one, at most
  double confidence = 0.999;
};

// Of a scenario that names none.
inline constexpr Nanoseconds default_timeout = std::chrono::seconds(60);

struct Scenario {
  std::string name;  // "oom/hard-limit-kills"; for a file outside a tree of scenarios its stem
  std::string file;  // as given, for messages
  std::string claim;
  std::vector<std::string> covers;             // slugs of behaviours that it proves, in the catalogue
  std::optional<cgroup::Hierarchy> hierarchy;  // none: runs on both
  Needs needs;
  std::vector<std::pair<std::string, std::string>> of_case;  // parameter and value of its case in the matrix
  Applicability applies;                                     // of that case
  std::vector<Known> known;
  std::optional<Repeat> repeat;
  std::optional<Nanoseconds> timeout;  // for the whole scenario
  bool alone = false;                  // nothing plays beside it
  std::vector<Cgroup> cgroups;
  std::vector<Step> steps;
};

}  // namespace limitest::scenario
