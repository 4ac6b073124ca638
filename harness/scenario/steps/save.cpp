// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "harness/scenario/steps/step_kind.h"

namespace limitest::scenario {
namespace {

constexpr std::array keys{
    Key{"save", ValueKind::formula, required, "what is read"},
    Key{"as", ValueKind::new_name, required, "the name under which later expressions find it"},
};

void read(const Fields& fields, Draft& draft) {
  const Node* text = fields.find("save");
  const Node* as = fields.find("as");
  std::optional<TypedFormula> formula;
  if (text != nullptr)
    formula = value_or_report(parse_formula(text->text, draft.vocabulary()), *text, draft.problems);
  if (as == nullptr) return;
  draft.introduce(as->text, *as,
                  {.role = Role::saved, .kind = formula ? formula->kind : NumberKind::unknown});
  if (formula) draft.add_step(fields.whole(), Save{as->text, std::move(formula->formula)});
}

std::string sentence(const Save& save) {
  return fmt::format("save {} as {}", save.formula.text, save.name);
}

}  // namespace

extern const StepKind save_step;
const StepKind save_step{"save",
                         "Keeps a reading under a name, to compare with it later.",
                         "- save: box/usage\n  as: before",
                         keys,
                         read,
                         [](const Action& action) { return describe_as<Save>(action, sentence); }};

}  // namespace limitest::scenario
