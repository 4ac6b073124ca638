// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/perform.h"

#include "harness/engine/steps/steps.h"

namespace limitest::engine {

Result<> perform(const scenario::Step& action, Stage& stage, const PerformSettings& settings,
                 result::Step& step) {
  return std::visit([at = Performance{stage, settings, step}](const auto& one) { return carry_out(one, at); },
                    action.action);
}

}  // namespace limitest::engine
