// SPDX-License-Identifier: Apache-2.0
#include "reports/matrix_summary.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "reports/finding.h"
#include "reports/matrix.h"
#include "reports/matrix_grid.h"
#include "reports/terminal.h"
#include "reports/words.h"

namespace limitest::reports {

using result::Run;
using result::Verdict;

namespace {

class MatrixSummary {
 public:
  MatrixSummary(const Run& run, bool colour, int width)
      : run_(run), matrix_(matrix_of(run)), colour_(colour), width_(width) {}

  std::string render() {
    write_changes();
    if (!matrix_.rows.empty()) out_ += render_grid(matrix_, colour_, width_) + "\n";
    write_left_out();
    write_reasons(Verdict::skip);
    write_reasons(Verdict::known);
    write_findings(Verdict::broken);
    write_findings(Verdict::fail);
    return std::move(out_);
  }

 private:
  void write_changes() {
    const std::vector<ChangeGroup> groups = grouped_changes(matrix_);
    const ChangeGroup* last = nullptr;
    for (const ChangeGroup& group : groups) {
      if (last == nullptr || last->from != group.from || last->to != group.to) write_neighbours(group);
      write_group(group);
      last = &group;
    }
    if (last != nullptr) out_ += "\n";
    if (last == nullptr && has_neighbours())
      out_ += painted("nothing changed from one kernel to the next", Tone::strong, colour_) + "\n\n";
  }

  [[nodiscard]] bool has_neighbours() const {
    return std::ranges::any_of(matrix_.columns, [&](const Column& one) {
      return std::ranges::count(matrix_.columns, one.hierarchy, &Column::hierarchy) > 1;
    });
  }

  void write_neighbours(const ChangeGroup& group) {
    const Column& from = matrix_.columns[group.from];
    const Column& to = matrix_.columns[group.to];
    if (!out_.empty()) out_ += "\n";
    out_ += painted(fmt::format("changed from {} to {}, {}", from.release, to.release, to.hierarchy),
                    Tone::strong, colour_) +
            "\n";
  }

  void write_group(const ChangeGroup& group) {
    std::vector<std::string> names;
    for (const Change* change : group.changes) names.push_back(change->after->scenario);
    const std::string label = fmt::format("  {} → {}  ", symbol(group.before), symbol(group.after));
    const std::string text =
        wrapped(label, fmt::format("{}", fmt::join(worth_reading(std::move(names)), ", ")), width_);
    out_ += painted(label, tone_of(group.after), colour_) + text.substr(label.size());
    if (!group.reason.empty())
      out_ += wrapped("           ", (group.reason_of_before ? "before: " : "") + group.reason, width_);
  }

  void write_findings(Verdict verdict) {
    for (const Finding& one : findings_of(matrix_, verdict))
      out_ += finding(*one.outcome, names_of(matrix_, one.columns),
                      command_again(*one.outcome, machine_of(run_, *one.outcome)), colour_, width_);
  }

  void write_reasons(Verdict verdict) {
    const auto groups = shared_reasons(matrix_, verdict);
    for (const Shared& group : groups)
      out_ += shared_reason(verdict,
                            fmt::format("{} {} on {}", group.scenarios.size(), participle(verdict),
                                        names_of(matrix_, group.columns)),
                            group.reason, group.scenarios, colour_, width_);
    if (!groups.empty()) out_ += "\n";
  }

  void write_left_out() {
    for (const result::Cell* cell : matrix_.left_out)
      out_ += wrapped(fmt::format("{} {} left out: ", cell->machine.kernel, cell->machine.hierarchy),
                      cell->left_out, width_);
    if (!matrix_.left_out.empty()) out_ += "\n";
  }

  const Run& run_;
  Matrix matrix_;
  bool colour_;
  int width_;
  std::string out_;
};

}  // namespace

std::string render_matrix_summary(const Run& run, bool colour, int width) {
  return MatrixSummary(run, colour, width).render();
}

}  // namespace limitest::reports
