// SPDX-License-Identifier: Apache-2.0
#include "reports/summary.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "reports/groups.h"
#include "reports/headline.h"
#include "reports/terminal.h"
#include "reports/words.h"

namespace limitest::reports {

using result::Evidence;
using result::Outcome;
using result::Run;
using result::Step;
using result::Verdict;

namespace {

class Summary {
 public:
  Summary(const Run& run, bool colour, int width) : run_(run), colour_(colour), width_(width) {}

  std::string render() {
    write_findings(Verdict::fail);
    write_findings(Verdict::broken);
    write_reasons(Verdict::known);
    write_reasons(Verdict::skip);
    write_remarks();
    const Headline verdict = headline(run_);
    if (!verdict.trouble.empty()) out_ += painted(verdict.trouble + ".", Tone::warning, colour_) + "\n";
    write_counts();
    return std::move(out_);
  }

 private:
  // "✗ oom/hard-limit-kills  scenarios/oom/hard-limit-kills.yaml:12"
  void write_title(const Outcome& outcome) {
    out_ += painted(symbol(outcome.verdict), tone_of(outcome.verdict), colour_) + " ";
    out_ += painted(outcome.scenario, Tone::strong, colour_);
    if (!outcome.file.empty()) out_ += "  " + painted(place_of(outcome), Tone::quiet, colour_);
    out_ += "\n";
  }

  void write_row(std::string_view label, std::string_view value) {
    if (!value.empty()) out_ += wrapped(fmt::format("    {:<10}", label), value, width_);
  }

  void write_step(const Outcome& outcome, const Step& step) {
    write_row("step", fmt::format("{} (after {})", step.text, instant(step.at)));
    write_row("expected", step.expected);
    write_row("seen", step.seen);
    write_row("slack", step.slack);
    if (step.seen.empty() || outcome.reason.find(step.seen) == std::string::npos)
      write_row("reason", outcome.reason);
  }

  void write_finding(const Outcome& outcome) {
    write_title(outcome);
    if (!outcome.claim.empty()) out_ += wrapped("    ", outcome.claim, width_);
    if (const Step* step = decisive_step(outcome))
      write_step(outcome, *step);
    else
      write_row("reason", outcome.reason);
    std::vector<std::string> titles;
    for (const Evidence& evidence : outcome.evidence) titles.push_back(evidence.title);
    write_row("evidence", fmt::format("{}", fmt::join(titles, ", ")));
    write_row("again", command_again(outcome));
    out_ += "\n";
  }

  void write_findings(Verdict verdict) {
    for (const Outcome& outcome : run_.outcomes)
      if (outcome.verdict == verdict) write_finding(outcome);
  }

  void write_reasons(Verdict verdict) {
    std::vector<const Outcome*> found;
    for (const Outcome& outcome : run_.outcomes)
      if (outcome.verdict == verdict) found.push_back(&outcome);
    const auto groups = grouped_by_reason(
        found, [](const Outcome* outcome) -> const std::string& { return outcome->reason; });
    for (const auto& group : groups) write_group(verdict, group);
    if (!groups.empty()) out_ += "\n";
  }

  void write_group(Verdict verdict, const Group<const Outcome*>& group) {
    const std::string label =
        fmt::format("{} {} {}: ", symbol(verdict), group.items.size(), participle(verdict));
    const std::string reason = group.reason.empty() ? "no reason was given" : group.reason;
    // Painted after wrapping, which counts columns.
    std::string text = wrapped(label, reason, width_);
    out_ += painted(label, tone_of(verdict), colour_) + text.substr(label.size());
    std::vector<std::string_view> names;
    for (const Outcome* outcome : group.items) names.emplace_back(outcome->scenario);
    out_ += wrapped("    ", fmt::format("{}", fmt::join(names, ", ")), width_);
  }

  void write_remarks() {
    for (const Outcome& outcome : run_.outcomes)
      for (const std::string& remark : outcome.remarks) {
        out_ += painted(outcome.scenario, Tone::strong, colour_) + "\n";
        out_ += wrapped("    ", remark, width_);
      }
  }

  void write_counts() {
    for (const Verdict verdict : result::all_verdicts) {
      const std::size_t number = count(run_, verdict);
      if (number == 0) continue;
      const std::string text = fmt::format("{} {} {}", symbol(verdict), number, participle(verdict));
      out_ += painted(text, tone_of(verdict), colour_) + "  ";
    }
    if (run_.outcomes.empty()) out_ += "no scenario ran  ";
    out_ += painted(fmt::format("in {}", spoken(run_.duration)), Tone::quiet, colour_) + "\n";
  }

  const Run& run_;
  bool colour_;
  int width_;
  std::string out_;
};

}  // namespace

std::string render_summary(const Run& run, bool colour, int width) {
  const Run whole = settled(run);
  return Summary(whole, colour, width).render();
}

}  // namespace limitest::reports
