// SPDX-License-Identifier: Apache-2.0
// The machines of a matrix side by side, so that a difference between two shows.
#include <algorithm>

#include <fmt/format.h>

#include "reports/html_matrix.h"
#include "reports/text.h"
#include "reports/words.h"

namespace limitest::reports {

namespace {

std::string value_of(const Column& column, std::string_view label) {
  if (column.cell == nullptr) return {};
  const auto& facts = column.cell->machine.facts;
  const auto found = std::ranges::find(facts, label, &std::pair<std::string, std::string>::first);
  return found == facts.end() ? "" : found->second;
}

// In the order in which the cells first tell them.
std::vector<std::string> labels_of(const Matrix& matrix) {
  std::vector<std::string> labels;
  for (const Column& column : matrix.columns)
    if (column.cell != nullptr)
      for (const auto& [label, value] : column.cell->machine.facts)
        if (std::ranges::find(labels, label) == labels.end()) labels.push_back(label);
  return labels;
}

void write_line(Markup& page, std::string_view label, const std::vector<std::string>& values) {
  const auto line = page.block("tr");
  page.block_text("th", visible_line(label), {{"scope", "row"}});
  for (const std::string& value : values) page.block_text("td", visible_line(value));
}

template <class Value>
std::vector<std::string> by_column(const Matrix& matrix, Value value) {
  std::vector<std::string> values;
  for (const Column& column : matrix.columns) values.push_back(value(column));
  return values;
}

std::string tally_of(const Matrix& matrix, std::size_t column) {
  std::string text;
  for (const result::Verdict verdict : result::all_verdicts) {
    const auto number = std::ranges::count_if(matrix.rows, [&](const Row& row) {
      return row.outcomes[column] != nullptr && row.outcomes[column]->verdict == verdict;
    });
    if (number > 0) text += fmt::format("{}{}{}", text.empty() ? "" : " ", symbol(verdict), number);
  }
  return text;
}

void write_table(Markup& page, const Matrix& matrix) {
  const auto frame = page.block(
      "div", {{"class", "scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", "cells"}});
  const auto table = page.block("table", {{"class", "cells"}});
  {
    const auto head = page.block("thead");
    const auto line = page.block("tr");
    page.block_text("td", "");
    for (const Column& column : matrix.columns)
      page.block_text("th", visible_line(column.name()), {{"scope", "col"}});
  }
  const auto body = page.block("tbody");
  std::vector<std::string> tallies;
  for (std::size_t column = 0; column < matrix.columns.size(); ++column)
    tallies.push_back(tally_of(matrix, column));
  write_line(page, "ended", tallies);
  write_line(page, "kernel", by_column(matrix, [](const Column& one) { return one.kernel; }));
  write_line(page, "image", by_column(matrix, [](const Column& one) {
               return one.cell == nullptr
                          ? ""
                          : one.cell->machine.image.substr(one.cell->machine.image.rfind('/') + 1);
             }));
  const auto hosts =
      by_column(matrix, [](const Column& one) { return one.cell == nullptr ? "" : one.cell->machine.host; });
  if (std::ranges::any_of(hosts, [](const std::string& host) { return !host.empty(); }))
    write_line(page, "host", hosts);
  for (const std::string& label : labels_of(matrix))
    write_line(page, label, by_column(matrix, [&](const Column& one) { return value_of(one, label); }));
}

}  // namespace

void write_cells(Markup& page, const Matrix& matrix) {
  const auto section = page.block("section", {{"id", "cells"}});
  page.block_text("h2", "Cells");
  write_table(page, matrix);
  if (matrix.left_out.empty()) return;
  const auto list = page.block("dl", {{"class", "reasons left-out"}});
  for (const result::Cell* cell : matrix.left_out) {
    const auto pair = page.block("div");
    page.block_text(
        "dt", visible_line(fmt::format("{} {} was left out", cell->machine.kernel, cell->machine.hierarchy)));
    page.block_text("dd", cell->left_out);
  }
}

}  // namespace limitest::reports
