// SPDX-License-Identifier: Apache-2.0
#include "reports/cell_progress.h"

#include <algorithm>

#include <fmt/format.h>

#include "reports/terminal.h"
#include "reports/text.h"
#include "reports/words.h"

namespace limitest::reports {

using result::Cell;
using result::Outcome;
using result::Run;
using result::Verdict;

std::string cells_line(const std::vector<CellProgress>& cells, std::size_t failed, std::size_t broken,
                       bool colour, int width) {
  const auto over = std::ranges::count_if(
      cells, [](const CellProgress& one) { return !one.playing && one.done == one.total; });
  std::string line = fmt::format("{}/{} cells", over, cells.size());
  if (failed > 0) line += fmt::format("  {} {}", symbol(Verdict::fail), failed);
  if (broken > 0) line += fmt::format("  {} {}", symbol(Verdict::broken), broken);
  std::string_view between = "  ";
  for (const CellProgress& one : cells) {
    if (!one.playing) continue;
    line += fmt::format("{}{} {}/{}", between, one.name, one.done, one.total);
    between = ", ";
  }
  const Tone tone = failed > 0 ? Tone::bad : broken > 0 ? Tone::warning : Tone::plain;
  return painted(cut_to(visible_line(line), width), tone, colour);
}

std::string cell_line(const Run& run, std::size_t cell, Nanoseconds took, bool colour, int width) {
  const Cell& one = run.cells[cell];
  const std::string name = one.machine.kernel + " " + one.machine.hierarchy;
  if (!one.left_out.empty())
    return painted(cut_to(fmt::format("– {} left out: {}", name, visible_line(one.left_out)), width),
                   Tone::quiet, colour);
  std::string counts;
  Verdict worst = Verdict::pass;
  for (const Verdict verdict : result::all_verdicts) {
    const auto number = std::ranges::count_if(run.outcomes, [&](const Outcome& outcome) {
      return outcome.verdict == verdict && outcome.kernel == one.machine.kernel &&
             outcome.hierarchy == one.machine.hierarchy;
    });
    if (number == 0) continue;
    counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", number, participle(verdict));
    if (worst == Verdict::pass && verdict != Verdict::skip) worst = verdict;
  }
  return painted(
      cut_to(visible_line(fmt::format("{} {}  {}  {}", symbol(worst), name, counts, spoken(took))), width),
      tone_of(worst), colour);
}

}  // namespace limitest::reports
