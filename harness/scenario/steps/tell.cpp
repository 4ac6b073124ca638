// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "harness/base/nearest.h"
#include "harness/scenario/steps/step_kind.h"

namespace limitest::scenario {
namespace {

constexpr std::array keys{
    Key{"tell", ValueKind::process, required, "the workload's process"},
    Key{"to", ValueKind::order, required, "what it shall do"},
};

constexpr std::array<std::string_view, 3> orders{"release", "again", "finish"};

void check_obeyed(const Node& order, const Introduced& process, Problems& problems) {
  const WorkloadInfo* workload = process.workload;
  if (workload == nullptr || std::ranges::find(workload->commands, order.text) != workload->commands.end())
    return;
  refuse(problems, order,
         fmt::format("{} does not obey '{}'{}", workload->name, order.text,
                     workload->commands.empty() ? " or any other order"
                                                : suggestion(order.text, workload->commands)));
}

void read(const Fields& fields, Draft& draft) {
  const Node* name = fields.find("tell");
  const Node* to = fields.find("to");
  const Introduced* process = draft.require(name, {Role::workload, Role::program}, "process");
  if (process != nullptr && process->role == Role::program) {
    refuse(draft.problems, *name,
           fmt::format("only a workload obeys; {} was started by 'run:', send it a signal", name->text));
    process = nullptr;
  }
  if (to == nullptr) return;
  const auto order = read_choice(*to, orders, "order", draft.problems);
  if (!order || process == nullptr) return;
  check_obeyed(*to, *process, draft.problems);
  draft.add_step(fields.whole(), Tell{name->text, static_cast<Order>(*order)});
}

std::string sentence(const Tell& tell) {
  return fmt::format("tell {} to {}", tell.process, orders[static_cast<unsigned>(tell.order)]);
}

}  // namespace

extern const StepKind tell_step;
const StepKind tell_step{
    "tell",
    "Tells a workload what to do next: `release` gives its memory back and stays, `again` "
    "takes the memory anew, `finish` ends with status 0. It goes on when the order is "
    "taken, of `again` when the taking begins.",
    "- tell: keep\n  to: release",
    keys,
    read,
    [](const Action& action) { return describe_as<Tell>(action, sentence); }};

}  // namespace limitest::scenario
