// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "harness/scenario/steps/step_kind.h"

namespace limitest::scenario {
namespace {

constexpr std::array keys{
    Key{"open", ValueKind::control_path, required, "the control file, which must be one number"},
    Key{"as", ValueKind::new_name, required, "the name under which it is read and written from then on"},
};

struct Opened {
  ControlRef target;
  NumberKind kind;
};

Parsed<Opened> check_target(std::string_view path, const Draft& draft) {
  ControlRef target = LIMITEST_TRY(parse_control_path(path, draft.names, draft.scenario.hierarchy));
  if (target.cgroup == "root")
    return fault(0, path.size(), "{} is outside the scenario's own cgroups; it can only be read", path);
  const NumberKind kind = LIMITEST_TRY(number_kind_of(target, path, draft.scenario.hierarchy));
  if (!target.field.empty())
    return fault(path.size() - target.field.size() - 1, target.field.size() + 1,
                 "a whole file is opened; leave ':{}' out", target.field);
  return Opened{std::move(target), kind};
}

void read(const Fields& fields, Draft& draft) {
  const Node* path = fields.find("open");
  const Node* as = fields.find("as");
  std::optional<Opened> opened;
  if (path != nullptr) opened = value_or_report(check_target(path->text, draft), *path, draft.problems);
  if (as == nullptr) return;
  if (!opened) return draft.introduce(as->text, *as, {.role = Role::open_file});
  ControlRef through = opened->target;
  through.through = as->text;
  draft.introduce(as->text, *as, {.role = Role::open_file, .kind = opened->kind, .file = std::move(through)});
  draft.add_step(fields.whole(), Open{as->text, std::move(opened->target)});
}

std::string sentence(const Open& open) {
  return fmt::format("open {} as {}", path_of(open.target), open.name);
}

}  // namespace

extern const StepKind open_step;
const StepKind open_step{
    "open",
    "Opens a control file and keeps it open. What it is called from then on is read and "
    "written through that one descriptor, which the kernel may treat apart: a peak is set "
    "back for whoever has written, and for nobody else (6.12 and later).",
    "- open: box/peak\n  as: mine",
    keys,
    read,
    [](const Action& action) { return describe_as<Open>(action, sentence); }};

}  // namespace limitest::scenario
