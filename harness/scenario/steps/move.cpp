// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <charconv>

#include "harness/scenario/steps/step_kind.h"

namespace limitest::scenario {
namespace {

constexpr std::array keys{
    Key{"move", ValueKind::process, required, "the process"},
    Key{"to", ValueKind::cgroup, required, "its new cgroup"},
    Key{"thread", ValueKind::count, optional, "one thread alone, 0 for the leader"},
    Key{"child", ValueKind::count, optional, "one of its child processes instead, 0 for the oldest"},
    Key{"through", ValueKind::attach_file, optional,
        "the file the id is written to; by default cgroup.procs, for a thread tasks (v1) or cgroup.threads "
        "(v2)"},
    Key{"user", ValueKind::user, optional, user_help},
    Key{"fails", ValueKind::errnos, optional, fails_help},
};

constexpr std::array<std::string_view, 3> attach_files{"cgroup.procs", "tasks", "cgroup.threads"};
constexpr int most_threads = 4096;

std::optional<int> read_number(const Node& node, std::string_view of_what, Problems& problems) {
  int number = 0;
  const char* end = node.text.data() + node.text.size();
  const auto parsed = std::from_chars(node.text.data(), end, number);
  if (parsed.ec == std::errc{} && parsed.ptr == end && number >= 0 && number < most_threads) return number;
  refuse(problems, node, fmt::format("{} is no number of a {}", quoted(node.text), of_what));
  return std::nullopt;
}

std::string read_through(const Node* node, bool thread, Draft& draft) {
  const HierarchyChoice choice = draft.scenario.hierarchy;
  if (node == nullptr) {
    if (!thread) return "cgroup.procs";
    return choice == cgroup::Hierarchy::v2 ? "cgroup.threads" : "tasks";
  }
  if (!read_choice(*node, attach_files, "file to attach through", draft.problems)) return "";
  if (const std::string why = why_no_such_file(node->text, choice); !why.empty())
    refuse(draft.problems, *node, why);
  return node->text;
}

void read(const Fields& fields, Draft& draft) {
  Move move{.answer = draft.answer(fields), .user = draft.user(fields)};
  const Node* process = fields.find("move");
  const Node* to = fields.find("to");
  if (draft.require(process, {Role::workload, Role::program}, "process") != nullptr)
    move.process = process->text;
  if (draft.require(to, {Role::cgroup}, "cgroup") != nullptr) move.cgroup = to->text;
  const Node* thread = fields.find("thread");
  if (thread != nullptr) move.thread = read_number(*thread, "thread; 0 is the leader", draft.problems);
  const Node* child = fields.find("child");
  if (child != nullptr) move.child = read_number(*child, "child process; 0 is the oldest", draft.problems);
  if (thread != nullptr && child != nullptr)
    refuse(draft.problems, *child, "a thread or a child is moved, not both at once");
  move.through = read_through(fields.find("through"), thread != nullptr, draft);
  draft.add_step(fields.whole(), std::move(move));
}

std::string sentence(const Move& move) {
  const std::string who = move.thread  ? fmt::format("thread {} of {}", *move.thread, move.process)
                          : move.child ? fmt::format("child {} of {}", *move.child, move.process)
                                       : move.process;
  const bool usual = !move.thread && move.through == "cgroup.procs";
  return fmt::format("move {} to {}{}{}{}", who, move.cgroup, usual ? "" : " through " + move.through,
                     by_whom(move.user), refusal(move.answer));
}

}  // namespace

extern const StepKind move_step;
const StepKind move_step{"move",
                         "Moves a process, or one thread of it, to another cgroup.",
                         "- move: hog\n  to: other",
                         keys,
                         read,
                         [](const Action& action) { return describe_as<Move>(action, sentence); }};

}  // namespace limitest::scenario
