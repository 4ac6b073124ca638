// SPDX-License-Identifier: Apache-2.0
// Coverage as something to read: holes first, then behaviours with their scenarios and verdicts, then control
// files with their uses.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "harness/result/model.h"
#include "harness/scenario/coverage.h"

namespace limitest::cli {

// The verdicts of one kernel and hierarchy.
struct CoverageColumn {
  std::string label;                                // "6.18.44 v1"
  std::map<std::string, result::Verdict> verdicts;  // by scenario
};

struct Coverage {
  std::vector<scenario::CoveredBehaviour> behaviours;
  std::vector<scenario::FileUse> files;
  std::vector<CoverageColumn> columns;
};

// One column for each kernel and hierarchy in the runs, in the order they come up; a later verdict of the
// same scenario replaces an earlier one.
std::vector<CoverageColumn> columns_of(const std::vector<result::Run>& runs);

// What the scenarios of a behaviour together say: the worst verdict of those that ran; `skip` if all were
// skipped; none if none of them was in the run.
std::optional<result::Verdict> verdict_of(const scenario::CoveredBehaviour& covered,
                                          const CoverageColumn& column);

std::string coverage_text(const Coverage& coverage);
std::string coverage_markdown(const Coverage& coverage);

// A line for each behaviour: {"behaviour": ..., "hierarchy": ..., "sentence": ..., "scenarios": [...],
// "verdicts": {"6.18.44 v1": "pass"}}.
std::string coverage_lines(const Coverage& coverage);

}  // namespace limitest::cli
