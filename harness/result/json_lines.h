// SPDX-License-Identifier: Apache-2.0
// results.jsonl: one JSON object a line, each with an "event". What each has is told in line_fields.cpp. A
// reader ignores keys and events it does not know; a change of meaning raises schema_version.
#pragma once

#include <string>
#include <string_view>

#include "harness/base/result.h"
#include "harness/result/model.h"

namespace limitest::result {

inline constexpr int schema_version = 1;

std::string run_line(const Run& run);
std::string cell_line(std::size_t place, const Cell& cell);
std::string start_line(const InFlight& started, Nanoseconds since_start_of_run);
std::string end_line(const Outcome& outcome);
std::string done_line(const Run& run);

// Reads back what those above wrote. A line cut short at the end of the text (a crash) is left
// out; the scenario it belonged to then stands in `in_flight`. Errors name the line's number.
Result<Run> parse_json_lines(std::string_view text);

// One more line of a run whose lines arrive one by one.
Result<> take_line(std::string_view line, Run& run);

// One "end" line, as a scenario's own process sends it. Another line is refused, and so is what such a
// process was given (engine/job.h), which has a scenario's name too.
Result<Outcome> parse_end_line(std::string_view line);

}  // namespace limitest::result
