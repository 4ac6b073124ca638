// SPDX-License-Identifier: Apache-2.0
#include "reports/progress.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "reports/terminal.h"
#include "reports/text.h"
#include "reports/words.h"

namespace limitest::reports {

using result::Outcome;
using result::Verdict;

namespace {

// Parts of a line, painted one by one as long as they fit.
class Line {
 public:
  Line(bool colour, int width) : colour_(colour), width_(width) {}

  Line& add(std::string_view text, Tone tone) {
    if (width_ > 0 && used_ >= width_) return *this;
    const std::string fitting = cut_to(text, width_ > 0 ? width_ - used_ : 0);
    used_ += static_cast<int>(columns(fitting));
    out_ += painted(fitting, tone, colour_);
    return *this;
  }

  std::string finished() && { return std::move(out_); }

 private:
  bool colour_;
  int width_;
  int used_ = 0;
  std::string out_;
};

}  // namespace

std::string outcome_line(const Outcome& outcome, bool colour, int width) {
  const Tone tone = tone_of(outcome.verdict);
  Line line(colour, width);
  line.add(symbol(outcome.verdict), tone).add(" ", Tone::plain);
  line.add(visible_line(outcome.scenario), Tone::plain);
  if (outcome.verdict != Verdict::skip) line.add("  " + spoken(outcome.duration), Tone::quiet);
  if (outcome.plays) line.add("  " + tally_of(*outcome.plays), Tone::quiet);
  if (outcome.verdict != Verdict::pass && !outcome.reason.empty())
    line.add("  " + visible_line(outcome.reason), tone);
  return std::move(line).finished();
}

std::string status_line(const Progress& progress, bool colour, int width) {
  Line line(colour, width);
  line.add(fmt::format("{}/{}", progress.done, progress.total), Tone::strong);
  if (progress.failed > 0)
    line.add(fmt::format("  {} {}", symbol(Verdict::fail), progress.failed), Tone::bad);
  if (progress.broken > 0)
    line.add(fmt::format("  {} {}", symbol(Verdict::broken), progress.broken), Tone::warning);
  if (!progress.running.empty()) {
    const std::string names = fmt::format("{}", fmt::join(progress.running, ", "));
    line.add(fmt::format("  running {}: {}", progress.running.size(), visible_line(names)), Tone::plain);
  }
  return std::move(line).finished();
}

}  // namespace limitest::reports
