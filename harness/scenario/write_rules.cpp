// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/write_rules.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>

#include "harness/scenario/setting_value.h"
#include "harness/scenario/words.h"

namespace limitest::scenario {
namespace {

using cgroup::ControlFile;
using cgroup::Hierarchy;

// Values that leave the root of the hierarchy as it is, should a kernel take them.
struct Harmless {
  std::string_view file, value;
};
constexpr std::array harmless{
    Harmless{"memory.limit_in_bytes", "-1"},
    Harmless{"memory.memsw.limit_in_bytes", "-1"},
    Harmless{"memory.kmem.limit_in_bytes", "-1"},
    Harmless{"memory.kmem.tcp.limit_in_bytes", "-1"},
    Harmless{"memory.oom_control", "0"},
    Harmless{"memory.force_empty", "0"},  // costs time, changes no setting
    Harmless{"memory.max", "max"},
    Harmless{"memory.high", "max"},
    Harmless{"memory.swap.max", "max"},
    Harmless{"memory.low", "0"},
    Harmless{"memory.min", "0"},
};

constexpr std::array<std::string_view, 3> id_lists{"cgroup.procs", "tasks", "cgroup.threads"};
constexpr long largest_task = 4194304;  // PID_MAX_LIMIT, include/linux/threads.h

bool is_id_list(std::string_view file) {
  return std::ranges::find(id_lists, file) != id_lists.end();
}

// memparse() takes one letter for a unit even without a number, so a word must be longer than that.
bool is_no_value(std::string_view text) {
  return text.size() >= 3 && text != "max" &&
         std::ranges::all_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
}

bool leaves_root_alone(std::string_view value, std::string_view file) {
  const auto* rule = std::ranges::find(harmless, file, &Harmless::file);
  if (rule == harmless.end()) return false;
  return value == rule->value || is_no_value(value);
}

Parsed<std::string> check_root(std::string_view value, const ControlRef& target, HierarchyChoice choice) {
  for (const Hierarchy hierarchy : hierarchies(choice)) {
    const ControlFile* file = real_file(target.file, hierarchy);
    const bool unlimited = value == word_unlimited && cgroup::find_neutral_name(target.file) != nullptr;
    const std::string_view written = !unlimited ? value : hierarchy == Hierarchy::v1 ? "-1" : "max";
    if (file == nullptr || !leaves_root_alone(written, file->name))
      return fault(
          0, std::max<std::size_t>(value.size(), 1),
          "root/{} is outside the scenario's own cgroups: a write there must leave the machine as it "
          "is even if the kernel takes it",
          target.file);
  }
  return std::string(value);
}

// The kernel reads octal and hexadecimal, too; only what surely names no task is let through.
bool names_no_task(std::string_view value) {
  const bool has_digit = value.find_first_of("0123456789") != std::string_view::npos;
  if (!has_digit) return true;
  long number = 0;
  const char* end = value.data() + value.size();
  const auto parsed = std::from_chars(value.data(), end, number);
  if (parsed.ptr != end || value.starts_with('0') || value.starts_with("-0")) return false;
  return parsed.ec == std::errc::result_out_of_range || number < 0 || number > largest_task;
}

std::string why_not_without_fails(const ControlFile& file) {
  if (is_id_list(file.name)) return "use 'move:' to put a process into a cgroup";
  if (file.name == "cgroup.event_control") return "use 'listen:' to be notified";
  if (file.name == "memory.pressure") return "use 'listen:' to set a trigger";
  return file.writable
             ? ""
             : fmt::format("{} cannot be written; say what the kernel answers with 'fails:'", file.name);
}

// Only then is a value like "1.5G" meant as it is written; else its spelling is ours, not the claim.
bool claims_bad_value(const Answer& answer) {
  return std::ranges::find(answer.errnos, Errno{EINVAL}) != answer.errnos.end();
}

// A neutral name that stands for one line of a file is a reading.
bool is_one_line(std::string_view name, Hierarchy hierarchy) {
  const auto found = cgroup::resolve(name, "", hierarchy);
  return found && !found->field.empty();
}

}  // namespace

std::vector<std::string> harmless_root_writes() {
  std::vector<std::string> all;
  for (const Harmless& one : harmless) all.push_back(fmt::format("{} {}", one.file, one.value));
  return all;
}

bool is_setting(const ControlFile& file) {
  return why_not_without_fails(file).empty();
}

Parsed<ControlRef> writable_target(std::string_view path, bool must_fail, const Names& names,
                                   HierarchyChoice choice) {
  ControlRef target = LIMITEST_TRY(parse_control_path(path, names, choice));
  const std::size_t file_at = target.cgroup.size() + 1;
  if (!target.field.empty())
    return fault(file_at + target.file.size(), target.field.size() + 1,
                 "a field cannot be written; leave ':{}' out", target.field);
  if (target.cgroup == "root" && !must_fail)
    return fault(0, path.size(),
                 "{} is outside the scenario's own cgroups; only a write that 'fails:' may be tried there",
                 path);
  for (const Hierarchy hierarchy : hierarchies(choice)) {
    const ControlFile* file = real_file(target.file, hierarchy);
    if (file == nullptr) continue;
    if (is_one_line(target.file, hierarchy))
      return fault(file_at, target.file.size(), "{} is one line of {} on {} and cannot be written",
                   target.file, file->name, to_string(hierarchy));
    if (const std::string why = must_fail ? "" : why_not_without_fails(*file); !why.empty())
      return fault(file_at, target.file.size(), "{}", why);
  }
  return target;
}

Parsed<std::string> writable_value(std::string_view value, const ControlRef& target, const Answer& answer,
                                   HierarchyChoice choice, bool raw) {
  if (answer.errnos.empty()) return raw ? std::string(value) : kernel_text(value, target.file, choice);
  const bool lists_ids = is_id_list(target.file) || target.file == "procs";
  if (lists_ids && !names_no_task(value))
    return fault(0, std::max<std::size_t>(value.size(), 1),
                 "{} may be a task of this machine; use 'move:', or a number above {}", quoted(value),
                 largest_task);
  if (target.cgroup == "root") return check_root(value, target, choice);
  if (raw || claims_bad_value(answer)) return std::string(value);
  return kernel_text(value, target.file, choice).value_or(std::string(value));
}

}  // namespace limitest::scenario
