// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "reports/groups.h"
#include "reports/html_parts.h"
#include "reports/text.h"
#include "reports/words.h"

namespace limitest::reports {

using result::Outcome;
using result::Step;
using result::Verdict;

namespace {

void write_link(Markup& page, const Entry& entry) {
  page.phrase_text("a", visible_line(entry.outcome->scenario), {{"href", "#" + entry.anchor}});
}

void write_row(Markup& page, std::string_view label, std::string_view value, Literal kind) {
  if (value.empty()) return;
  const auto row = page.block("div", {{"class", std::string(kind.view())}});
  page.block_text("dt", label);
  page.block_text("dd", value);
}

void write_card(Markup& page, const Entry& entry) {
  const Outcome& outcome = *entry.outcome;
  const auto card = page.block("article", {{"class", "card " + std::string(to_string(outcome.verdict))}});
  {
    const auto title = page.block("h3");
    page.phrase_text("span", symbol(outcome.verdict), {{"class", "sign"}, {"aria-hidden", "true"}});
    write_link(page, entry);
  }
  if (!outcome.claim.empty()) page.block_text("p", outcome.claim, {{"class", "claim"}});
  write_expected_and_seen(page, outcome);
  const auto foot = page.block("p", {{"class", "foot"}});
  if (!outcome.file.empty()) page.phrase_text("code", place_of(outcome));
  page.phrase_text("a", "steps, timeline and evidence", {{"href", "#" + entry.anchor}});
}

void write_cards(Markup& page, const std::vector<Entry>& entries, Verdict verdict) {
  const std::vector<const Entry*> found = entries_with(entries, verdict);
  if (found.empty()) return;
  const auto section = page.block("section", {{"id", std::string(to_string(verdict))}});
  write_heading(page, verdict, found.size(), meaning_of(verdict));
  for (const Entry* entry : found) write_card(page, *entry);
}

// Known deviations and skips: many scenarios often share one reason.
void write_reasons(Markup& page, const std::vector<Entry>& entries, Verdict verdict) {
  const std::vector<const Entry*> found = entries_with(entries, verdict);
  if (found.empty()) return;
  const auto section = page.block("section", {{"id", std::string(to_string(verdict))}});
  write_heading(page, verdict, found.size(), meaning_of(verdict));
  const auto list = page.block("dl", {{"class", "reasons"}});
  const auto groups = grouped_by_reason(
      found, [](const Entry* entry) -> const std::string& { return entry->outcome->reason; });
  for (const auto& group : groups) {
    const auto pair = page.block("div");
    page.block_text("dt", group.reason.empty() ? "no reason was given" : group.reason);
    for (const Entry* entry : group.items) {
      const auto item = page.block("dd");
      write_link(page, *entry);
    }
  }
}

void write_remarks(Markup& page, const std::vector<Entry>& entries) {
  if (std::ranges::all_of(entries, [](const Entry& one) { return one.outcome->remarks.empty(); })) return;
  const auto section = page.block("section", {{"id", "remarks"}});
  page.block_text("h2", "Remarks");
  const auto list = page.block("dl", {{"class", "reasons"}});
  for (const Entry& entry : entries)
    for (const std::string& remark : entry.outcome->remarks) {
      const auto pair = page.block("div");
      page.block_text("dt", remark);
      const auto item = page.block("dd");
      write_link(page, entry);
    }
}

}  // namespace

void write_expected_and_seen(Markup& page, const Outcome& outcome) {
  const Step* step = decisive_step(outcome);
  const auto list = page.block("dl", {{"class", "contrast"}});
  if (step == nullptr || step->seen.empty()) {
    write_row(page, "reason", outcome.reason, "words");
    return;
  }
  write_row(page, "step", step->text, "words");
  write_row(page, "expected", step->expected, "expected");
  write_row(page, "seen", step->seen, "seen");
  write_row(page, "slack", step->slack, "words");
  // A rule for one kernel, or a WARN of the kernel, says more than the step can.
  if (outcome.reason.find(step->seen) == std::string::npos)
    write_row(page, "reason", outcome.reason, "words");
}

void write_heading(Markup& page, Verdict verdict, std::size_t number, std::string_view meaning) {
  page.block_text("h2", fmt::format("{} {}", number, participle(verdict)));
  page.block_text("p", meaning, {{"class", "meaning"}});
}

std::string_view meaning_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::fail:
      return "The kernel broke the claim.";
    case Verdict::broken:
      return "No judgement on the kernel: our side failed, or the host was too disturbed.";
    case Verdict::known:
      return "The kernel deviates as a rule with a version range and a reference says it does.";
    case Verdict::skip:
      return "Not tried: this machine lacks what the scenario needs.";
    case Verdict::pass:
      break;
  }
  return "The kernel kept the claim.";
}

void write_findings(Markup& page, const std::vector<Entry>& entries) {
  write_cards(page, entries, Verdict::fail);
  write_cards(page, entries, Verdict::broken);
  write_reasons(page, entries, Verdict::known);
  write_reasons(page, entries, Verdict::skip);
  write_remarks(page, entries);
}

}  // namespace limitest::reports
