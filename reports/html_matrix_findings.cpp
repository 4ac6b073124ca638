// SPDX-License-Identifier: Apache-2.0
// A failure that several kernels share is one finding, and forty scenarios skipped for one reason are one
// line.
#include <fmt/format.h>

#include "reports/html_matrix.h"
#include "reports/text.h"
#include "reports/words.h"

namespace limitest::reports {

using result::Outcome;
using result::Verdict;

namespace {

void write_cards(Markup& page, const Matrix& matrix, Verdict verdict, const Anchors& anchors) {
  const std::vector<Finding> findings = findings_of(matrix, verdict);
  if (findings.empty()) return;
  const auto section = page.block("section", {{"id", std::string(to_string(verdict))}});
  write_heading(page, verdict, findings.size(), meaning_of(verdict));
  for (const Finding& finding : findings) {
    const Outcome& outcome = *finding.outcome;
    const auto card = page.block("article", {{"class", "card " + std::string(to_string(verdict))}});
    {
      const auto title = page.block("h3");
      page.phrase_text("span", symbol(verdict), {{"class", "sign"}, {"aria-hidden", "true"}});
      write_link_to(page, outcome, anchors);
    }
    page.block_text("p", "on " + visible_line(names_of(matrix, finding.columns)), {{"class", "where"}});
    if (!outcome.claim.empty()) page.block_text("p", outcome.claim, {{"class", "claim"}});
    write_expected_and_seen(page, outcome);
    const auto foot = page.block("p", {{"class", "foot"}});
    if (!outcome.file.empty()) page.phrase_text("code", place_of(outcome));
  }
}

void write_reasons(Markup& page, const Matrix& matrix, Verdict verdict, const Anchors& anchors) {
  const std::vector<Shared> groups = shared_reasons(matrix, verdict);
  if (groups.empty()) return;
  const auto section = page.block("section", {{"id", std::string(to_string(verdict))}});
  page.block_text("h2", fmt::format("{}, by reason", verdict == Verdict::skip ? "Skipped" : "Known"));
  page.block_text("p", meaning_of(verdict), {{"class", "meaning"}});
  const auto list = page.block("dl", {{"class", "reasons"}});
  for (const Shared& group : groups) {
    // What is skipped has no detail of its own: the sign in the grid leads here.
    const auto pair =
        verdict == Verdict::skip ? page.block("div", {{"id", anchors.at(group.first)}}) : page.block("div");
    page.block_text("dt", group.reason.empty() ? "no reason was given" : group.reason);
    page.block_text("dd",
                    fmt::format("{} on {}", plural(group.scenarios.size(), "scenario"),
                                visible_line(names_of(matrix, group.columns))),
                    {{"class", "where"}});
    for (const std::string& scenario : group.scenarios)
      page.block_text("dd", visible_line(scenario), {{"class", "name"}});
  }
}

}  // namespace

void write_matrix_findings(Markup& page, const Matrix& matrix, const Anchors& anchors) {
  write_cards(page, matrix, Verdict::fail, anchors);
  write_cards(page, matrix, Verdict::broken, anchors);
  write_reasons(page, matrix, Verdict::known, anchors);
  write_reasons(page, matrix, Verdict::skip, anchors);
}

}  // namespace limitest::reports
