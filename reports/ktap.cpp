// SPDX-License-Identifier: Apache-2.0
#include "reports/ktap.h"

#include <algorithm>

#include <fmt/format.h>

#include "reports/headline.h"
#include "reports/text.h"
#include "reports/words.h"

namespace limitest::reports {

using result::Outcome;
using result::Run;
using result::Verdict;

namespace {

// One word without the characters that end a name in KTAP; no two names become the same.
std::string encoded(std::string_view name) {
  std::string word;
  for (const char c : visible_line(name))
    if (c == ' ' || c == '#' || c == '%')
      word += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    else
      word += c;
  return word;
}

std::string diagnostic(std::string_view label, std::string_view text) {
  return text.empty() ? "" : fmt::format("# {:<9} {}\n", label, visible_line(text));
}

bool needs_diagnostics(Verdict verdict) {
  return verdict == Verdict::fail || verdict == Verdict::broken;
}

std::string diagnostics(const Outcome& outcome) {
  std::string out;
  for (const std::string& remark : outcome.remarks) out += diagnostic("remark", remark);
  if (outcome.plays) out += diagnostic("plays", tally_of(*outcome.plays));
  if (!needs_diagnostics(outcome.verdict)) return out;
  out += diagnostic("claim", outcome.claim) + diagnostic("place", place_of(outcome)) +
         diagnostic("reason", outcome.reason);
  if (const result::Step* step = decisive_step(outcome))
    out += diagnostic("step", step->text) + diagnostic("expected", step->expected) +
           diagnostic("seen", step->seen) + diagnostic("slack", step->slack);
  return out;
}

// A reader takes a line without a directive by its first word alone, so that word must be right by itself.
struct Ending {
  std::string_view word;
  std::string_view directive;
};

Ending ending_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return {"ok", ""};
    case Verdict::known:
      return {"ok", "XFAIL"};
    case Verdict::skip:
      return {"ok", "SKIP"};
    case Verdict::fail:
      return {"not ok", ""};
    case Verdict::broken:
      break;
  }
  return {"not ok", "ERROR"};
}

// A second # would start another directive.
std::string directive_of(const Outcome& outcome) {
  const std::string_view directive = ending_of(outcome.verdict).directive;
  if (directive.empty()) return {};
  std::string reason = visible_line(outcome.reason);
  std::ranges::replace(reason, '#', '%');
  return fmt::format(" # {}{}{}", directive, reason.empty() ? "" : " ", reason);
}

}  // namespace

std::string Ktap::opening(const Run& run, std::size_t planned) {
  several_cells_ = has_several_cells(run);
  planned_ = planned;
  for (const result::Cell& cell : run.cells) planned_cells_.push_back(cell.left_out.empty());
  return fmt::format("KTAP version 1\n1..{}\n", planned);
}

std::string Ktap::name_of(const Outcome& outcome) {
  std::string name = encoded(outcome.scenario);
  if (several_cells_) name = encoded(outcome.kernel) + "/" + encoded(outcome.hierarchy) + "/" + name;
  const int nth = ++repeats_[name];
  return nth == 1 ? name : fmt::format("{}[repeat={}]", name, nth);
}

std::string Ktap::next(const Outcome& outcome) {
  ++number_;
  return fmt::format("{}{} {} {}{}\n", diagnostics(outcome), ending_of(outcome.verdict).word, number_,
                     name_of(outcome), directive_of(outcome));
}

// A cell that is left out only when its guest has spoken was planned for; a reader counts the lines.
std::string Ktap::fill_up(const Run& run) {
  const auto cells = static_cast<std::size_t>(std::ranges::count(planned_cells_, true));
  std::string out;
  for (std::size_t i = 0; i < planned_cells_.size(); ++i) {
    const result::Cell& cell = run.cells[i];
    if (!planned_cells_[i] || cell.left_out.empty()) continue;
    for (std::size_t missing = planned_ / cells; missing > 0; --missing)
      out += next({.scenario = "left-out",
                   .verdict = Verdict::skip,
                   .reason = cell.left_out,
                   .kernel = cell.machine.kernel,
                   .hierarchy = cell.machine.hierarchy});
  }
  return out;
}

std::string Ktap::closing(const Run& run) {
  Run whole = settled(run);
  const std::string trouble = headline(whole).trouble;
  if (planned_of(run) > whole.outcomes.size())
    whole.outcomes.push_back({.scenario = "end-of-the-run", .reason = trouble});
  std::string out;
  for (std::size_t lost = run.outcomes.size(); lost < whole.outcomes.size(); ++lost)
    out += next(whole.outcomes[lost]);
  const std::size_t ended = number_;
  out += fill_up(run);
  if (!trouble.empty()) out += fmt::format("# {}\n", visible_line(trouble));
  return out + fmt::format("# Totals: pass:{} fail:{} xfail:{} xpass:0 skip:{} error:{}\n",
                           count(whole, Verdict::pass), count(whole, Verdict::fail),
                           count(whole, Verdict::known), count(whole, Verdict::skip) + (number_ - ended),
                           count(whole, Verdict::broken));
}

std::string render_ktap(const Run& run) {
  Ktap ktap;
  std::string out = ktap.opening(run, planned_of(run));
  for (const Outcome& outcome : run.outcomes) out += ktap.next(outcome);
  return out + ktap.closing(run);
}

}  // namespace limitest::reports
