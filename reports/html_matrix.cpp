// SPDX-License-Identifier: Apache-2.0
#include "reports/html_matrix.h"

#include <algorithm>

#include <fmt/format.h>

#include "reports/text.h"
#include "reports/words.h"

namespace limitest::reports {

using result::Outcome;

namespace {

void write_square(Markup& page, const Outcome* outcome, const Anchors& anchors) {
  if (outcome == nullptr) {
    page.block_text("td", "·", {{"class", "absent"}, {"title", "not played"}});
    return;
  }
  const std::string verdict(to_string(outcome->verdict));
  const std::string word(participle(outcome->verdict));
  const auto data = page.block("td", {{"class", verdict}});
  page.phrase_text("a", symbol(outcome->verdict),
                   {{"href", "#" + anchors.at(outcome)},
                    {"aria-label", word},
                    {"title", outcome->reason.empty() ? word : word + ": " + visible_line(outcome->reason)}});
}

void write_releases(Markup& page, const Matrix& matrix) {
  const auto line = page.block("tr");
  page.block_text("th", "scenario", {{"scope", "col"}, {"rowspan", "2"}});
  for (std::size_t first = 0; first < matrix.columns.size();) {
    std::size_t end = first;
    while (end < matrix.columns.size() && matrix.columns[end].kernel == matrix.columns[first].kernel) ++end;
    page.block_text("th", visible_line(matrix.columns[first].release),
                    {{"scope", "colgroup"},
                     {"colspan", fmt::to_string(end - first)},
                     {"title", visible_line(matrix.columns[first].kernel)}});
    first = end;
  }
}

void write_head(Markup& page, const Matrix& matrix) {
  const auto head = page.block("thead");
  write_releases(page, matrix);
  const auto line = page.block("tr");
  for (const Column& column : matrix.columns)
    page.block_text("th", visible_line(column.hierarchy), {{"scope", "col"}});
}

void write_row(Markup& page, const Matrix& matrix, const Row& row, const Anchors& anchors) {
  const bool changed = std::ranges::any_of(
      matrix.changes, [&](const Change& one) { return one.after->scenario == row.scenario; });
  const auto line = page.block("tr", {{"class", changed ? "changed" : "same"}});
  page.block_text("th", visible_line(row.scenario), {{"scope", "row"}});
  for (const Outcome* outcome : row.outcomes) write_square(page, outcome, anchors);
}

}  // namespace

Anchors anchors_of(const std::vector<Entry>& entries) {
  Anchors anchors;
  for (const Entry& entry : entries) anchors.emplace(entry.outcome, entry.anchor);
  return anchors;
}

void write_link_to(Markup& page, const Outcome& outcome, const Anchors& anchors) {
  page.phrase_text("a", visible_line(outcome.scenario), {{"href", "#" + anchors.at(&outcome)}});
  page.text(" ");
}

void write_grid(Markup& page, const Matrix& matrix, const Anchors& anchors) {
  const auto section = page.block("section", {{"id", "matrix"}});
  page.block_text("h2", "Side by side");
  page.block_text("p", "Bold: changed. Each sign leads to what happened there.", {{"class", "meaning"}});
  const auto frame = page.block(
      "div",
      {{"class", "scroll tall"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", "side by side"}});
  const auto table = page.block("table", {{"class", "matrix"}});
  write_head(page, matrix);
  const auto body = page.block("tbody");
  for (const Row& row : matrix.rows) write_row(page, matrix, row, anchors);
}

}  // namespace limitest::reports
