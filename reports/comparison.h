// SPDX-License-Identifier: Apache-2.0
// A comparison of two results, as text, JSON and a page.
#pragma once

#include <string>
#include <vector>

#include "harness/result/comparison.h"

namespace limitest::reports {

// Plain columns without colour, narrow enough for a commit message; figures that did not change are
// listed too, since that is a finding.
std::string render_comparison_text(const result::Comparison& comparison);
std::string render_comparison_json(const result::Comparison& comparison);
// One self-contained page, as render_html() makes of a run.
std::string render_comparison_html(const result::Comparison& comparison);

// A line for each kernel or hierarchy of which one result alone tells.
std::vector<std::string> one_sided_lines(const result::Comparison& comparison);
// Why the verdicts side by side are no answer; empty: they are one.
std::string why_inconclusive(const result::Comparison& comparison);

// "+3.7 %" of 1.037
std::string signed_percent(double ratio);
// What a figure was and is, in its unit: "1.0532 x", "580.2 ns", "129.04"; "-" where it was not measured.
std::string old_cost(const result::CostChange& change);
std::string new_cost(const result::CostChange& change);

}  // namespace limitest::reports
