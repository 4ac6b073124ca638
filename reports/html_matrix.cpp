// SPDX-License-Identifier: Apache-2.0
// Scenarios against kernels: only where the run has more than one, and what changed from one kernel to
// the next stands first, because that is what one looks for.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "reports/html_parts.h"
#include "reports/text.h"
#include "reports/words.h"

namespace limitest::reports {

namespace {

struct Row {
  std::string_view scenario;
  std::map<std::string_view, const Entry*> by_cell;
};

// In the order in which the run took them.
std::vector<std::string_view> cells_of(std::vector<Entry>& entries_in_run_order) {
  std::vector<std::string_view> cells;
  std::ranges::sort(entries_in_run_order, {}, &Entry::outcome);
  for (const Entry& entry : entries_in_run_order)
    if (std::ranges::find(cells, entry.cell) == cells.end()) cells.emplace_back(entry.cell);
  return cells;
}

std::vector<Row> rows_of(const std::vector<Entry>& entries) {
  std::vector<Row> rows;
  for (const Entry& entry : entries) {
    if (rows.empty() || rows.back().scenario != entry.outcome->scenario)
      rows.push_back({entry.outcome->scenario, {}});
    rows.back().by_cell.emplace(entry.cell, &entry);
  }
  return rows;
}

bool changed(const Row& row) {
  const auto differ = [](const auto& one, const auto& next) {
    return one.second->outcome->verdict != next.second->outcome->verdict;
  };
  return std::ranges::adjacent_find(row.by_cell, differ) != row.by_cell.end();
}

void write_cell(Markup& page, const Row& row, std::string_view cell) {
  const auto found = row.by_cell.find(cell);
  if (found == row.by_cell.end()) {
    page.block_text("td", "not played", {{"class", "absent"}});
    return;
  }
  const auto data = page.block("td");
  const auto link = page.phrase("a", {{"href", "#" + found->second->anchor}});
  write_badge(page, found->second->outcome->verdict);
}

void write_head(Markup& page, const std::vector<std::string_view>& cells) {
  const auto head = page.block("thead");
  const auto line = page.block("tr");
  page.block_text("th", "scenario", {{"scope", "col"}});
  for (const std::string_view cell : cells) page.block_text("th", cell, {{"scope", "col"}});
}

void write_row(Markup& page, const Row& row, const std::vector<std::string_view>& cells) {
  const auto line = page.block("tr", {{"class", changed(row) ? "changed" : "same"}});
  page.block_text("th", visible_line(row.scenario), {{"scope", "row"}});
  for (const std::string_view cell : cells) write_cell(page, row, cell);
}

}  // namespace

void write_matrix(Markup& page, const std::vector<Entry>& entries) {
  std::vector<Entry> in_run_order = entries;
  const std::vector<std::string_view> cells = cells_of(in_run_order);
  if (cells.size() < 2) return;
  std::vector<Row> rows = rows_of(entries);
  std::ranges::stable_partition(rows, changed);

  const auto section = page.block("section", {{"id", "matrix"}});
  page.block_text("h2", "Side by side");
  const auto number = static_cast<std::size_t>(std::ranges::count_if(rows, changed));
  page.block_text(
      "p",
      fmt::format("{} of {} changed; what changed stands first.", number, plural(rows.size(), "scenario")),
      {{"class", "meaning"}});
  const auto frame = page.block(
      "div", {{"class", "scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", "side by side"}});
  const auto table = page.block("table", {{"class", "matrix"}});
  write_head(page, cells);
  const auto body = page.block("tbody");
  for (const Row& row : rows) write_row(page, row, cells);
}

}  // namespace limitest::reports
