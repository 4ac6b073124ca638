// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "harness/scenario/steps/step_kind.h"

namespace limitest::scenario {
namespace {

constexpr std::array keys{
    Key{"mkdir", ValueKind::new_name, required, "the new cgroup"},
    Key{"in", ValueKind::cgroup, optional, "its parent; by default the scenario's top cgroup"},
    Key{"user", ValueKind::user, optional, user_help},
    Key{"fails", ValueKind::errnos, optional, fails_help},
};

// One that must be refused introduces nothing, and may well be there already.
void check_refused_name(const Node& name, const Draft& draft) {
  const Introduced* known = draft.names.find(name.text);
  if (known != nullptr && known->role == Role::cgroup) return;
  if (const std::string why = draft.names.why_not(name.text, Role::cgroup); !why.empty())
    refuse(draft.problems, name, why);
}

void read(const Fields& fields, Draft& draft) {
  Mkdir mkdir{.answer = draft.answer(fields), .user = draft.user(fields)};
  const Node* in = fields.find("in");
  if (draft.require(in, {Role::cgroup}, "cgroup") != nullptr) mkdir.parent = in->text;
  const Node* name = fields.find("mkdir");
  if (name == nullptr) return;
  mkdir.name = name->text;
  if (mkdir.answer.errnos.empty())
    draft.introduce(name->text, *name, {Role::cgroup});
  else
    check_refused_name(*name, draft);
  draft.add_step(fields.whole(), std::move(mkdir));
}

std::string sentence(const Mkdir& mkdir) {
  return fmt::format("make cgroup {}{}{}{}", mkdir.name, mkdir.parent.empty() ? "" : " in " + mkdir.parent,
                     by_whom(mkdir.user), refusal(mkdir.answer));
}

}  // namespace

extern const StepKind mkdir_step;
const StepKind mkdir_step{
    "mkdir", "Makes another cgroup.", "- mkdir: inner\n  in: box", keys, read, [](const Action& action) {
      return describe_as<Mkdir>(action, sentence);
    }};

}  // namespace limitest::scenario
