// SPDX-License-Identifier: Apache-2.0
// How every report names the same things: a symbol and a word for each verdict (colour is never the only
// sign), times, places, and the command that plays one scenario again.
#pragma once

#include <string>
#include <string_view>

#include "harness/result/model.h"

namespace limitest::reports {

// "✓", "✗", "~", "–", "!"
std::string_view symbol(result::Verdict verdict);
// "✓", "✗", "!", "·"
std::string_view symbol(result::StepOutcome outcome);

// As after a number: "passed", "failed", "known", "skipped", "broken".
std::string_view participle(result::Verdict verdict);

// "1 scenario", "12 scenarios"
std::string plural(std::size_t count, std::string_view noun);

// A length of time for a reader: "0.12 s", "1 min 12 s".
std::string spoken(Nanoseconds span);
// An instant within a scenario: "0.120 s".
std::string instant(Nanoseconds at);

// "scenarios/oom/kill.yaml:12", or what of it is known.
std::string place_of(const result::Outcome& outcome);

// "oom" of "oom/hard-limit-kills"; empty for a scenario outside any folder.
std::string_view folder_of(std::string_view scenario);

// "limitest run NAME" or "limitest run FILE", quoted where a shell needs it; for what a guest did, with the
// kernel it booted.
std::string command_again(const result::Outcome& outcome, const result::Machine& machine);
// The words of a command line as a shell would take them.
std::string shell_line(const std::vector<std::string>& words);

// The step that decided against a scenario: the first that failed or broke, null where none did.
const result::Step* decisive_step(const result::Outcome& outcome);

// Where an outcome was seen: its own kernel and hierarchy in a matrix, else the machine's.
std::string kernel_of(const result::Run& run, const result::Outcome& outcome);
std::string hierarchy_of(const result::Run& run, const result::Outcome& outcome);

// Whether its outcomes are from more than one kernel or hierarchy, so that a name alone is ambiguous.
bool has_several_cells(const result::Run& run);

// "27 of 30 plays passed"
std::string tally_of(const result::Plays& plays);

}  // namespace limitest::reports
