// SPDX-License-Identifier: Apache-2.0
#include "reports/summary.h"

#include <fmt/format.h>

#include "reports/finding.h"
#include "reports/groups.h"
#include "reports/headline.h"
#include "reports/matrix_summary.h"
#include "reports/terminal.h"
#include "reports/words.h"

namespace limitest::reports {

using result::Outcome;
using result::Run;
using result::Verdict;

namespace {

class Summary {
 public:
  Summary(const Run& run, bool colour, int width) : run_(run), colour_(colour), width_(width) {}

  std::string render() {
    if (has_several_cells(run_)) {
      out_ += render_matrix_summary(run_, colour_, width_);
    } else {
      write_reasons(Verdict::skip);
      write_reasons(Verdict::known);
      write_findings(Verdict::broken);
      write_findings(Verdict::fail);
    }
    write_remarks();
    const Headline verdict = headline(run_);
    if (!verdict.trouble.empty()) out_ += painted(verdict.trouble + ".", Tone::warning, colour_) + "\n";
    write_counts();
    return std::move(out_);
  }

 private:
  void write_findings(Verdict verdict) {
    for (const Outcome& outcome : run_.outcomes)
      if (outcome.verdict == verdict)
        out_ += finding(outcome, "", command_again(outcome, run_.machine), colour_, width_);
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
    std::vector<std::string> names;
    for (const Outcome* outcome : group.items) names.push_back(outcome->scenario);
    out_ += shared_reason(verdict, fmt::format("{} {}", names.size(), participle(verdict)), group.reason,
                          names, colour_, width_);
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
