// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "harness/scenario/steps/step_kind.h"

namespace limitest::scenario {
namespace {

constexpr std::array keys{
    Key{"unlisten", ValueKind::listener, required, "the listener"},
};

void read(const Fields& fields, Draft& draft) {
  const Node* name = fields.find("unlisten");
  if (draft.require(name, {Role::listener}, "listener") == nullptr) return;
  draft.add_step(fields.whole(), Unlisten{name->text});
}

std::string sentence(const Unlisten& unlisten) {
  return fmt::format("close the listener {}", unlisten.listener);
}

}  // namespace

extern const StepKind unlisten_step;
const StepKind unlisten_step{"unlisten",
                             "Closes a listener: the kernel is no longer asked for its notices.",
                             "- unlisten: oom",
                             keys,
                             read,
                             [](const Action& action) { return describe_as<Unlisten>(action, sentence); }};

}  // namespace limitest::scenario
