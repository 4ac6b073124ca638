// SPDX-License-Identifier: Apache-2.0
#include "reports/finding.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "reports/terminal.h"
#include "reports/text.h"
#include "reports/words.h"

namespace limitest::reports {

using result::Evidence;
using result::Outcome;
using result::Step;
using result::Verdict;

namespace {

class Finding {
 public:
  Finding(const Outcome& outcome, bool colour, int width)
      : outcome_(outcome), colour_(colour), width_(width) {}

  std::string render(const std::string& cells, const std::string& again) {
    write_title();
    write_row("on", cells);
    if (!outcome_.claim.empty()) out_ += wrapped("    ", outcome_.claim, width_);
    if (const Step* step = decisive_step(outcome_))
      write_step(*step);
    else
      write_row("reason", outcome_.reason);
    std::vector<std::string> titles;
    for (const Evidence& evidence : outcome_.evidence) titles.push_back(evidence.title);
    write_row("evidence", fmt::format("{}", fmt::join(titles, ", ")));
    if (!again.empty())  // unbroken, to be copied
      out_ += fmt::format("    {:<10}{}\n", "again", visible_line(again));
    return std::move(out_) + "\n";
  }

 private:
  // "✗ oom/hard-limit-kills  scenarios/oom/hard-limit-kills.yaml:12"
  void write_title() {
    out_ += painted(symbol(outcome_.verdict), tone_of(outcome_.verdict), colour_) + " ";
    out_ += painted(outcome_.scenario, Tone::strong, colour_);
    if (!outcome_.file.empty()) out_ += "  " + painted(place_of(outcome_), Tone::quiet, colour_);
    out_ += "\n";
  }

  void write_row(std::string_view label, std::string_view value) {
    if (!value.empty()) out_ += wrapped(fmt::format("    {:<10}", label), value, width_);
  }

  void write_step(const Step& step) {
    write_row("step", fmt::format("{} (after {})", step.text, instant(step.at)));
    write_row("expected", step.expected);
    write_row("seen", step.seen);
    write_row("slack", step.slack);
    if (step.seen.empty() || outcome_.reason.find(step.seen) == std::string::npos)
      write_row("reason", outcome_.reason);
  }

  const Outcome& outcome_;
  bool colour_;
  int width_;
  std::string out_;
};

}  // namespace

std::string finding(const Outcome& outcome, const std::string& cells, const std::string& again, bool colour,
                    int width) {
  return Finding(outcome, colour, width).render(cells, again);
}

std::vector<std::string> worth_reading(std::vector<std::string> names) {
  constexpr std::size_t most_names = 12;
  if (names.size() <= most_names) return names;
  const std::size_t more = names.size() - most_names + 1;
  names.resize(most_names - 1);
  names.push_back(fmt::format("and {} more", more));
  return names;
}

std::string shared_reason(Verdict verdict, const std::string& lead, const std::string& reason,
                          const std::vector<std::string>& names, bool colour, int width) {
  const std::string label = fmt::format("{} {}: ", symbol(verdict), lead);
  // Painted after wrapping, which counts columns.
  const std::string text = wrapped(label, reason.empty() ? "no reason was given" : reason, width);
  return painted(label, tone_of(verdict), colour) + text.substr(label.size()) +
         wrapped("    ", fmt::format("{}", fmt::join(worth_reading(names), ", ")), width);
}

}  // namespace limitest::reports
