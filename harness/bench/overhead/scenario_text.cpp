// SPDX-License-Identifier: Apache-2.0
#include "harness/bench/overhead/scenario_text.h"

#include "harness/base/embedded.h"
#include "harness/scenario/catalogue.h"
#include "harness/scenario/diagnostics.h"
#include "harness/scenario/read.h"

namespace limitest::bench {

Result<scenario::Scenario> scenario_from(const std::string& text) {
  const auto catalogue = LIMITEST_TRY(scenario::parse_catalogue(workload_catalogue_files().front().content));
  scenario::ReadResult read = read_scenarios(text, "benchmark.yaml", "benchmark", catalogue);
  if (!read.problems.empty()) return failure("{}", render(read.problems.front(), "benchmark.yaml", text));
  return std::move(read.scenarios.front());
}

}  // namespace limitest::bench
