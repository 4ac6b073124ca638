// SPDX-License-Identifier: Apache-2.0
// The expression language of `expect:` and `save:`, as trees of plain values.
//   formula     box/memory.stat:cache + box/memory.stat:rss - before, hog.touched, oom.count, 100M, 3s
//   condition   hog paused, FORMULA <= FORMULA, box/usage ≈ 100M, oom fired, not X, X and Y, X or Y
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "harness/cgroup/control_file.h"

namespace limitest::scenario {

// "box/memory.stat:cache". `cgroup` is a name of the scenario, or "root" for the root of the hierarchy.
struct ControlRef {
  std::string cgroup;
  std::string file;       // real or neutral name
  std::string field;      // empty: the whole file
  bool raw = false;       // the number that is read, without what the truth may be off it
  std::string through{};  // the open file it is read and written through; empty: opened anew each time
};

struct Formula;
using FormulaPtr = std::shared_ptr<const Formula>;

// A constant. Time is in nanoseconds.
enum class LiteralKind : std::uint8_t { count, bytes, time };
struct Literal {
  double value;
  LiteralKind kind;
  std::string written;  // "100M"
};

// What a process tells through its status page or by the way it ended.
enum class ProcessMeasure : std::uint8_t {
  touched,     // bytes
  progress,    // heartbeats
  failures,    // calls the kernel refused and the workload survived
  last_errno,  // of the latest refusal; compare with a name: hog.errno == ENOMEM
  children,
  exit_status,  // unknown while it lives
  signal,       // that ended it; compare with a name: hog.signal == SIGKILL
  ended,        // time since the scenario's start
};
struct ProcessValue {
  std::string process;
  ProcessMeasure measure;
};

enum class ListenerMeasure : std::uint8_t {
  count,
  first,
  last
};  // first, last: time since the scenario's start
struct ListenerValue {
  std::string listener;
  ListenerMeasure measure;
};

struct SavedValue {
  std::string name;
};

// A property of the machine: `page` (bytes), `cpus`, `memcgs`.
enum class MachineValue : std::uint8_t { page_size, cpus, memory_cgroups };

struct Arithmetic {
  char operation;  // + - * /
  FormulaPtr left, right;
};

struct Formula {
  std::variant<Literal, ControlRef, ProcessValue, ListenerValue, SavedValue, MachineValue, Arithmetic> node;
  std::string text;  // as written, for reports
};

enum class Compare : std::uint8_t { equal, not_equal, less, less_equal, greater, greater_equal, near };

struct Comparison {
  Compare how;
  Formula left, right;
};

enum class State : std::uint8_t {
  alive,        // has not ended
  running,      // alive and not paused
  paused,       // heartbeat still, task asleep uninterruptibly, its group under_oom (v1) or over high (v2)
  progressing,  // the heartbeat goes on
  holding,      // the workload has all it was asked for
  stopped,      // by SIGSTOP
  ended,        // by whatever way
  exited,       // of its own will, with a status
  killed,       // by a signal
};

struct ProcessState {
  std::string process;
  State state;
  std::optional<int> detail;  // exit status for exited, signal number for killed
};

struct ListenerState {
  std::string listener;
  bool fired;  // false: `silent`
};

// A cgroup directory or one of its files is there (`exists`) or not (`missing`); a group has no
// live process in it (`empty`) or some (`populated`).
enum class GroupState : std::uint8_t { exists, missing, empty, populated };
struct CgroupState {
  ControlRef target;  // file may be empty: the group itself
  GroupState state;
};

// A program started by `run:` printed this text.
struct Says {
  std::string process;
  std::string text;
};

struct Condition;
using ConditionPtr = std::shared_ptr<const Condition>;

struct Not {
  ConditionPtr inner;
};
struct Both {
  ConditionPtr left, right;
};
struct Either {
  ConditionPtr left, right;
};

struct Condition {
  std::variant<Comparison, ProcessState, ListenerState, CgroupState, Says, Not, Both, Either> node;
  std::string text;  // as written, for reports
};

}  // namespace limitest::scenario
