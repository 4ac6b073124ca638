// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "harness/scenario/steps/step_kind.h"
#include "harness/scenario/write_rules.h"

namespace limitest::scenario {
namespace {

constexpr std::array keys{
    Key{"write", ValueKind::writes, required,
        "control files, or open ones, and the value for each, in this order"},
    Key{"raw", ValueKind::yes_no, optional,
        "yes: the value goes to the kernel as it stands, whatever the file is known to take"},
    Key{"user", ValueKind::user, optional, user_help},
    Key{"fails", ValueKind::errnos, optional, fails_help},
};

// A path, or an open file that was opened to be written to.
Parsed<ControlRef> target_of(std::string_view path, const Write& whose, const Draft& draft) {
  const HierarchyChoice choice = draft.scenario.hierarchy;
  const Introduced* known = draft.names.find(path);
  if (known == nullptr || known->role != Role::open_file)
    return writable_target(path, !whose.answer.errnos.empty(), draft.names, choice);
  for (const cgroup::Hierarchy hierarchy : hierarchies(choice))
    if (const auto* file = real_file(known->file.file, hierarchy); file != nullptr && !is_setting(*file))
      return fault(0, path.size(), "'{}' was opened to be read: {} cannot be written", path, file->name);
  return known->file;
}

void read_one(const Node& path, const Node& value, const Write& whose, bool raw, Draft& draft) {
  const HierarchyChoice choice = draft.scenario.hierarchy;
  auto target = value_or_report(target_of(path.text, whose, draft), path, draft.problems);
  if (!value.is_scalar()) {
    refuse(draft.problems, value,
           value.is_nothing()
               ? fmt::format("{} has no value; write '\"\"' for an empty one", quoted(path.text))
               : fmt::format("one value is wanted here, not {}", name_of(value.kind)));
    return;
  }
  if (!target) return;
  auto text =
      value_or_report(writable_value(value.text, *target, whose.answer, choice, raw), value, draft.problems);
  if (text) draft.add_step(path, Write{std::move(*target), std::move(*text), whose.answer, whose.user});
}

void read(const Fields& fields, Draft& draft) {
  const Write whose{.answer = draft.answer(fields), .user = draft.user(fields)};
  const Node* writes = fields.find("write");
  if (writes == nullptr) return;
  if (writes->entries.empty())
    refuse(draft.problems, *writes, "there is nothing to write; as in {box/limit: 10M}");
  const Node* raw = fields.find("raw");
  const bool as_it_stands = raw != nullptr && read_yes_no(*raw, "raw", draft.problems);
  for (const auto& [path, value] : writes->entries) read_one(path, value, whose, as_it_stands, draft);
}

std::string sentence(const Write& write) {
  return fmt::format("write {} to {}{}{}", spoken(write.value), path_of(write.target), by_whom(write.user),
                     refusal(write.answer));
}

}  // namespace

extern const StepKind write_step;
const StepKind write_step{"write",
                          "Writes to control files, each with a write(2) of its own.",
                          "- write: {box/memory.limit_in_bytes: 90M}\n  fails: EBUSY",
                          keys,
                          read,
                          [](const Action& action) { return describe_as<Write>(action, sentence); }};

}  // namespace limitest::scenario
