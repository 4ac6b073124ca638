// SPDX-License-Identifier: Apache-2.0
// The pages and texts of costs and of comparisons, against approved files.
#include "reports/costs.h"

#include <nlohmann/json.hpp>

#include "harness/result/line_fields.h"
#include "harness/result/written_keys.h"
#include "reports/approved.h"
#include "reports/comparison.h"
#include "reports/formats.h"
#include "reports/sample_costs.h"

namespace limitest::reports {
namespace {

TEST(ApprovedCosts, OfTwoKernelsAreDrawnSideBySide) {
  expect_approved("costs.html", without_style(render_costs_html(sample_costs())));
}

TEST(ApprovedCosts, OfInstructionsNameFunctions) {
  expect_approved("counts.html", without_style(render_costs_html({sample_counts()})));
  expect_approved("counts.txt", render_costs_text(sample_counts()));
}

TEST(ApprovedCosts, AsText) {
  expect_approved("costs.txt", render_costs_text(sample_costs().front()));
}

TEST(ApprovedComparison, Pages) {
  expect_approved("comparison_of_costs.html",
                  without_style(render_comparison_html(sample_cost_comparison())));
  expect_approved("comparison_of_counts.html",
                  without_style(render_comparison_html(sample_count_comparison())));
  expect_approved("comparison_of_runs.html", without_style(render_comparison_html(sample_run_comparison())));
}

TEST(ApprovedComparison, Texts) {
  expect_approved("comparison_of_costs.txt", render_comparison_text(sample_cost_comparison()));
  expect_approved("comparison_of_counts.txt", render_comparison_text(sample_count_comparison()));
  expect_approved("comparison_of_runs.txt", render_comparison_text(sample_run_comparison()));
}

TEST(ApprovedComparison, JsonDocuments) {
  expect_approved("comparison_of_costs.json", render_comparison_json(sample_cost_comparison()));
}

TEST(JsonDocuments, HaveTheKeysThatAreTold) {
  EXPECT_EQ(result::written_keys(nlohmann::json::parse(render_comparison_json(sample_run_comparison()))),
            result::keys_of("compare"));
  EXPECT_EQ(result::written_keys(nlohmann::json::parse(render_json({}))), result::keys_of("json"));
}

}  // namespace
}  // namespace limitest::reports
