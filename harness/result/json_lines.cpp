// SPDX-License-Identifier: Apache-2.0
#include "harness/result/json_lines.h"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "harness/result/outcome_json.h"

namespace limitest::result {
namespace {

// Workload output may hold any bytes; a line must stay valid JSON all the same.
std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

void read_run(const Json& json, Run& run) {
  if (const int schema = json.value("schema", schema_version); schema != schema_version)
    throw std::runtime_error(fmt::format("its schema is {}, this limitest reads {}", schema, schema_version));
  run.id = text_at(json, "run");
  run.version = text_at(json, "version");
  run.started = text_at(json, "started");
  run.command = json.value("command", std::vector<std::string>());
  run.machine = read_machine(json.value("machine", Json::object()));
}

void read_cell(const Json& json, Run& run) {
  Cell cell{.machine = read_machine(json.value("machine", Json::object())),
            .left_out = text_at(json, "left_out")};
  constexpr std::size_t most_cells = 10'000;
  const auto place = json.value("place", std::size_t{0});
  if (place >= most_cells) return;
  run.cells.resize(std::max(run.cells.size(), place + 1));
  run.cells[place] = std::move(cell);
}

void read_line(const Json& json, Run& run) {
  const std::string event = text_at(json, "event");
  if (event == "run") {
    read_run(json, run);
  } else if (event == "cell") {
    read_cell(json, run);
  } else if (event == "start") {
    run.in_flight.push_back({json.at("scenario").get<std::string>(), text_at(json, "kernel"),
                             text_at(json, "hierarchy"), text_at(json, "file")});
  } else if (event == "end") {
    run.outcomes.push_back(read_outcome(json));
    std::erase_if(run.in_flight,
                  [&](const InFlight& started) { return is_end_of(run.outcomes.back(), started); });
  } else if (event == "done") {
    run.finished = true;
    run.interrupted = json.value("interrupted", false);
    run.duration = span_at(json, "duration_ns");
  }
}

}  // namespace

std::string run_line(const Run& run) {
  return dump({{"event", "run"},
               {"schema", schema_version},
               {"run", run.id},
               {"version", run.version},
               {"started", run.started},
               {"command", run.command},
               {"machine", to_json(run.machine)}});
}

std::string cell_line(std::size_t place, const Cell& cell) {
  Json json{{"event", "cell"}, {"place", place}, {"machine", to_json(cell.machine)}};
  if (!cell.left_out.empty()) json["left_out"] = cell.left_out;
  return dump(json);
}

std::string start_line(const InFlight& started, Nanoseconds since_start_of_run) {
  Json json{{"event", "start"}, {"scenario", started.scenario}, {"started_ns", since_start_of_run.count()}};
  if (!started.kernel.empty()) json["kernel"] = started.kernel;
  if (!started.kernel.empty()) json["hierarchy"] = started.hierarchy;
  if (!started.file.empty()) json["file"] = started.file;
  return dump(json);
}

std::string end_line(const Outcome& outcome) {
  Json json{{"event", "end"}};
  add_to(json, outcome);
  return dump(json);
}

std::string done_line(const Run& run) {
  Json counts = Json::object();
  for (const Verdict verdict : all_verdicts) counts[std::string(to_string(verdict))] = count(run, verdict);
  return dump({{"event", "done"},
               {"counts", std::move(counts)},
               {"interrupted", run.interrupted},
               {"exit_status", exit_status(run)},
               {"duration_ns", run.duration.count()}});
}

Result<Run> parse_json_lines(std::string_view text) {
  Run run;
  int number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    const bool cut_short = end == std::string_view::npos;
    text.remove_prefix(cut_short ? text.size() : end + 1);
    if (line.empty()) continue;
    try {
      read_line(Json::parse(line), run);
    } catch (const Json::parse_error&) {
      if (cut_short) break;
      return failure("line {} is no JSON, as a line of results.jsonl is", number);
    } catch (const std::exception& problem) {
      if (cut_short) break;
      return failure("line {} is no line of results: {}", number, problem.what());
    }
  }
  if (run.version.empty())
    return failure("no line with \"event\":\"run\": this is no results.jsonl of limitest");
  return run;
}

Result<> take_line(std::string_view line, Run& run) {
  try {
    read_line(Json::parse(line), run);
    return {};
  } catch (const std::exception& problem) {
    return failure("no line of results: {}", problem.what());
  }
}

Result<Outcome> parse_end_line(std::string_view line) {
  try {
    const Json json = Json::parse(line);
    if (const std::string event = text_at(json, "event"); event != "end")
      return failure("no \"end\" line: its event is '{}'", event);
    return read_outcome(json);
  } catch (const Json::exception& problem) {
    return failure("no \"end\" line: {}", problem.what());
  }
}

}  // namespace limitest::result
