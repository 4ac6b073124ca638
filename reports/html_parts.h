// SPDX-License-Identifier: Apache-2.0
// The parts of the HTML page, from top to bottom; html.cpp puts them together.
#pragma once

#include <string>
#include <vector>

#include "harness/result/model.h"
#include "reports/headline.h"
#include "reports/markup.h"

namespace limitest::reports {

// One outcome with what the page needs to point at it.
struct Entry {
  const result::Outcome* outcome = nullptr;
  std::string anchor;  // the id of its detail: unique, letters, digits and dashes
  std::string name;    // of its cell, "6.18.44 v1", where the run has several; else empty
  const result::Machine* machine = nullptr;
};

// In the order of their names, so that a folder's scenarios stand together. Points into `run`.
std::vector<Entry> entries_of(const result::Run& run);
std::vector<const Entry*> entries_with(const std::vector<Entry>& entries, result::Verdict verdict);

// The whole style sheet.
Literal style_sheet();

// Verdict, counts, machine, command: the first screen.
void write_masthead(Markup& page, const result::Run& run, const Headline& headline);
// The line that stays in view.
void write_navigation(Markup& page, const result::Run& run, const Headline& headline);

// "3 failed" and what that means.
void write_heading(Markup& page, result::Verdict verdict, std::size_t number, std::string_view meaning);
// What a reader is told of a verdict as a whole.
std::string_view meaning_of(result::Verdict verdict);
// Step, expected and seen, or the reason alone.
void write_expected_and_seen(Markup& page, const result::Outcome& outcome);

// Failures, broken, known deviations and skips, each with its reason.
void write_findings(Markup& page, const std::vector<Entry>& entries);

// One scenario, to be opened: steps, timeline, evidence, the command that plays it again.
void write_scenario(Markup& page, const Entry& entry);
void write_timeline(Markup& page, const result::Outcome& outcome);

// "✗ failed"
void write_badge(Markup& page, result::Verdict verdict);

}  // namespace limitest::reports
