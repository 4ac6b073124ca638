// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "reports/html_parts.h"
#include "reports/svg_paths.h"
#include "reports/svg_timeline.h"
#include "reports/text.h"
#include "reports/thinning.h"
#include "reports/words.h"

namespace limitest::reports {

using result::Mark;
using result::Outcome;
using result::Series;

namespace {

Nanoseconds end_of(const Outcome& outcome) {
  Nanoseconds end = std::max(outcome.duration, Nanoseconds(1));
  for (const Series& series : outcome.timeline)
    if (!series.samples.empty()) end = std::max(end, series.samples.back().at);
  for (const Mark& mark : outcome.marks) end = std::max(end, mark.at);
  return end;
}

// "limit 5M, then 10M"
std::string limits_in_words(const Series& series) {
  constexpr std::size_t most = 4;
  const std::vector<LimitChange> changes = limit_changes(series.samples);
  if (changes.size() == 1 && !changes.front().limit) return "no limit";
  std::string text = "limit ";
  std::size_t named = 0;
  for (const LimitChange& change : changes) {
    if (++named > most) return text + ", …";
    if (named > 1) text += ", then ";
    text += change.limit ? to_string(Bytes{*change.limit}) : "none";
  }
  return text;
}

void write_key(Markup& page, Literal shape, std::string_view text) {
  const auto item = page.block("span", {{"class", "key"}});
  {
    const auto svg = page.phrase("svg", {{"width", "24"}, {"height", "10"}, {"aria-hidden", "true"}});
    page.empty("line", {{"class", std::string(shape.view())}, {"x2", "24"}, {"y1", "5"}, {"y2", "5"}});
  }
  page.text(text);
}

void write_chart(Markup& page, const Series& series, const std::vector<Mark>& marks, Nanoseconds end) {
  const std::string usage = "usage, at most " + to_string(Bytes{peak_of(series)});
  const std::string limit = limits_in_words(series);
  const auto figure = page.block("figure");
  {
    const auto caption = page.block("figcaption");
    page.phrase_text("b", visible_line(series.cgroup));
    write_key(page, "usage", usage);
    if (limit_path(series, scale_for(series, end)).empty())
      page.block_text("span", limit, {{"class", "key"}});
    else
      write_key(page, "limit", limit);
  }
  draw_timeline(page, series, marks, end,
                fmt::format("memory of {} over {}: {}; {}", series.cgroup, spoken(end), usage, limit));
}

void write_marks(Markup& page, const std::vector<Mark>& marks) {
  const auto list = page.block("ol", {{"class", "marks"}});
  for (const Mark& mark : marks) {
    const auto item = page.block("li");
    page.phrase_text("time", instant(mark.at));
    page.text(" ");
    page.phrase_text("b", visible_line(mark.kind), {{"class", mark.kind == "kill" ? "kind kill" : "kind"}});
    page.text(" " + visible_line(mark.text));
  }
}

}  // namespace

void write_timeline(Markup& page, const Outcome& outcome) {
  std::vector<Mark> marks = outcome.marks;
  std::ranges::stable_sort(marks, {}, &Mark::at);
  const Nanoseconds end = end_of(outcome);
  const bool drawn =
      std::ranges::any_of(outcome.timeline, [](const Series& s) { return !s.samples.empty(); });
  if (drawn || !marks.empty()) page.block_text("h4", "Timeline");
  for (const Series& series : outcome.timeline)
    if (!series.samples.empty()) write_chart(page, series, marks, end);
  if (!marks.empty()) write_marks(page, marks);
}

}  // namespace limitest::reports
