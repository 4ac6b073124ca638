// SPDX-License-Identifier: Apache-2.0
// One file that opens from anywhere and runs nothing: no script, nothing fetched, and a policy in its head
// that forbids both should text ever get out of its element.
#include <span>

#include <fmt/format.h>

#include "reports/formats.h"
#include "reports/html_matrix.h"
#include "reports/html_parts.h"
#include "reports/page_frame.h"
#include "reports/text.h"
#include "reports/words.h"

namespace limitest::reports {

using result::Run;

namespace {

// One scenario in all cells where it was played, to be opened.
void write_side_by_side(Markup& page, std::span<const Entry> entries) {
  const result::Outcome& first = *entries.front().outcome;
  const auto details = page.block("details", {{"class", "several"}});
  {
    const auto summary = page.block("summary");
    {
      const auto words = page.phrase("span", {{"class", "words"}});
      page.phrase_text("b", visible_line(first.scenario));
      page.text(" ");
      page.phrase_text("span", first.claim, {{"class", "claim"}});
    }
    const auto verdicts = page.phrase("span", {{"class", "verdicts"}});
    for (const Entry& entry : entries)
      page.phrase_text(
          "span", symbol(entry.outcome->verdict),
          {{"class", "badge " + std::string(to_string(entry.outcome->verdict))}, {"title", entry.name}});
  }
  for (const Entry& entry : entries)
    if (entry.outcome->verdict != result::Verdict::skip) write_scenario(page, entry);
}

// A scenario's entries stand together: one, or in a matrix one a cell.
std::size_t write_next(Markup& page, const std::vector<Entry>& entries, std::size_t first) {
  if (entries[first].name.empty()) {
    write_scenario(page, entries[first]);
    return first + 1;
  }
  std::size_t end = first;
  while (end < entries.size() && entries[end].outcome->scenario == entries[first].outcome->scenario) ++end;
  write_side_by_side(page, std::span(entries).subspan(first, end - first));
  return end;
}

// Entries are in the order of their names, so a folder is a run of them.
void write_all_scenarios(Markup& page, const std::vector<Entry>& entries) {
  if (entries.empty()) return;
  const auto section = page.block("section", {{"id", "all"}});
  page.block_text("h2", "All scenarios");
  for (std::size_t next = 0; next < entries.size();) {
    const std::string_view folder = folder_of(entries[next].outcome->scenario);
    const auto group = page.block("div", {{"class", "folder"}});
    page.block_text("h3", folder.empty() ? "outside any folder" : folder);
    while (next < entries.size() && folder_of(entries[next].outcome->scenario) == folder)
      next = write_next(page, entries, next);
  }
}

void write_matrix_parts(Markup& page, const Run& run, const std::vector<Entry>& entries) {
  const Matrix matrix = matrix_of(run);
  const Anchors anchors = anchors_of(entries);
  write_changes(page, matrix, anchors);
  write_grid(page, matrix, anchors);
  write_matrix_findings(page, matrix, anchors);
  write_cells(page, matrix);
}

void write_body(Markup& page, const Run& run, const Headline& headline) {
  const std::vector<Entry> entries = entries_of(run);
  const auto body = page.block("body");
  write_navigation(page, run, headline);
  {
    const auto main = page.block("main");
    write_masthead(page, run, headline);
    if (has_several_cells(run))
      write_matrix_parts(page, run, entries);
    else
      write_findings(page, entries);
    write_all_scenarios(page, entries);
  }
  page.block_text("footer", fmt::format("limitest {} · run {}", run.version, run.id));
}

}  // namespace

std::string render_html(const Run& run) {
  const Run whole = settled(run);
  const Headline verdict = headline(whole);
  Markup page;
  page.verbatim("<!DOCTYPE html>");
  {
    const auto html = page.block("html", {{"lang", "en"}});
    write_page_head(page, fmt::format("{} · {} · limitest", verdict.brief, verdict.place));
    write_body(page, whole, verdict);
  }
  return std::move(page).finished();
}

}  // namespace limitest::reports
