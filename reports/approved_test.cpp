// SPDX-License-Identifier: Apache-2.0
#include "reports/approved.h"

#include "reports/formats.h"
#include "reports/sample_runs.h"
#include "reports/summary.h"

namespace limitest::reports {
namespace {

TEST(Approved, JunitFiles) {
  for (const auto& [name, run] : sample_runs())
    expect_approved(std::string(name) + ".junit.xml", render_junit(run));
}

TEST(Approved, JsonDocuments) {
  for (const auto& [name, run] : sample_runs())
    expect_approved(std::string(name) + ".json", render_json(run));
}

TEST(Approved, KtapFiles) {
  for (const auto& [name, run] : sample_runs())
    expect_approved(std::string(name) + ".ktap", render_ktap(run));
}

TEST(Approved, HtmlPages) {
  for (const auto& [name, run] : sample_runs())
    expect_approved(std::string(name) + ".html", without_style(render_html(run)));
}

TEST(Approved, TerminalSummaries) {
  for (const auto& [name, run] : sample_runs())
    expect_approved(std::string(name) + ".txt", render_summary(run, false, 80));
}

}  // namespace
}  // namespace limitest::reports
