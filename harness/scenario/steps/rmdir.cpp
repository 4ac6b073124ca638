// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "harness/scenario/steps/step_kind.h"

namespace limitest::scenario {
namespace {

constexpr std::array keys{
    Key{"rmdir", ValueKind::cgroup, required, "the cgroup"},
    Key{"user", ValueKind::user, optional, user_help},
    Key{"fails", ValueKind::errnos, optional, fails_help},
};

void read(const Fields& fields, Draft& draft) {
  Rmdir rmdir{.answer = draft.answer(fields), .user = draft.user(fields)};
  const Node* name = fields.find("rmdir");
  if (draft.require(name, {Role::cgroup}, "cgroup") == nullptr) return;
  rmdir.cgroup = name->text;
  if (rmdir.answer.errnos.empty()) draft.names.mark_removed(rmdir.cgroup);
  draft.add_step(fields.whole(), std::move(rmdir));
}

std::string sentence(const Rmdir& rmdir) {
  return fmt::format("remove cgroup {}{}{}", rmdir.cgroup, by_whom(rmdir.user), refusal(rmdir.answer));
}

}  // namespace

extern const StepKind rmdir_step;
const StepKind rmdir_step{
    "rmdir", "Removes a cgroup.", "- rmdir: box\n  fails: EBUSY", keys, read, [](const Action& action) {
      return describe_as<Rmdir>(action, sentence);
    }};

}  // namespace limitest::scenario
