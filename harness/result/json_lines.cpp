// SPDX-License-Identifier: Apache-2.0
#include "harness/result/json_lines.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace limitest::result {
namespace {

using Json = nlohmann::ordered_json;

// Workload output may hold any bytes; a line must stay valid JSON all the same.
std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json to_json(const Step& step) {
  Json json{{"text", step.text}, {"line", step.line}, {"outcome", to_string(step.outcome)}};
  if (!step.expected.empty()) json["expected"] = step.expected;
  if (!step.seen.empty()) json["seen"] = step.seen;
  if (!step.slack.empty()) json["slack"] = step.slack;
  json["at_ns"] = step.at.count();
  json["took_ns"] = step.took.count();
  return json;
}

// Samples are arrays [at_ns, usage, limit or null]: there are thousands of them.
Json to_json(const Series& series) {
  Json samples = Json::array();
  for (const Sample& sample : series.samples)
    samples.push_back({sample.at.count(), sample.usage, sample.limit ? Json(*sample.limit) : Json(nullptr)});
  return {{"cgroup", series.cgroup}, {"samples", std::move(samples)}};
}

Json to_json(const Mark& mark) {
  return {{"at_ns", mark.at.count()}, {"kind", mark.kind}, {"text", mark.text}};
}

Json to_json(const Evidence& evidence) {
  return {{"title", evidence.title}, {"text", evidence.text}};
}

Json to_json(const Plays& plays) {
  return {
      {"played", plays.played}, {"passed", plays.passed}, {"failed", plays.failed}, {"broken", plays.broken}};
}

template <class Item>
Json list_of(const std::vector<Item>& items) {
  Json list = Json::array();
  for (const Item& item : items) list.push_back(to_json(item));
  return list;
}

Nanoseconds span_at(const Json& json, const char* key) {
  return Nanoseconds(json.value(key, std::int64_t{0}));
}

std::string text_at(const Json& json, const char* key) {
  return json.value(key, std::string());
}

template <class Item, class Read>
std::vector<Item> read_list(const Json& json, const char* key, Read read) {
  std::vector<Item> items;
  if (!json.contains(key)) return items;
  for (const Json& element : json.at(key)) items.push_back(read(element));
  return items;
}

Step read_step(const Json& json) {
  return {.text = text_at(json, "text"),
          .line = json.value("line", 0),
          .outcome = step_outcome_from_string(text_at(json, "outcome")).value_or(StepOutcome::not_reached),
          .expected = text_at(json, "expected"),
          .seen = text_at(json, "seen"),
          .slack = text_at(json, "slack"),
          .at = span_at(json, "at_ns"),
          .took = span_at(json, "took_ns")};
}

Sample read_sample(const Json& json) {
  const Json& limit = json.at(2);
  return {.at = Nanoseconds(json.at(0).get<std::int64_t>()),
          .usage = json.at(1).get<std::int64_t>(),
          .limit = limit.is_null() ? std::nullopt : std::optional(limit.get<std::int64_t>())};
}

Series read_series(const Json& json) {
  return {.cgroup = text_at(json, "cgroup"), .samples = read_list<Sample>(json, "samples", read_sample)};
}

Mark read_mark(const Json& json) {
  return {.at = span_at(json, "at_ns"), .kind = text_at(json, "kind"), .text = text_at(json, "text")};
}

Evidence read_evidence(const Json& json) {
  return {.title = text_at(json, "title"), .text = text_at(json, "text")};
}

Plays read_plays(const Json& json) {
  return {.played = json.value("played", 0U),
          .passed = json.value("passed", 0U),
          .failed = json.value("failed", 0U),
          .broken = json.value("broken", 0U)};
}

Outcome read_outcome(const Json& json) {
  Outcome outcome{.scenario = json.at("scenario").get<std::string>(),
                  .claim = text_at(json, "claim"),
                  .file = text_at(json, "file"),
                  .line = json.value("line", 0),
                  .verdict = verdict_from_string(text_at(json, "verdict")).value_or(Verdict::broken),
                  .reason = text_at(json, "reason"),
                  .inexcusable = json.value("inexcusable", false),
                  .remarks = json.value("remarks", std::vector<std::string>()),
                  .kernel = text_at(json, "kernel"),
                  .hierarchy = text_at(json, "hierarchy"),
                  .started = span_at(json, "started_ns"),
                  .duration = span_at(json, "duration_ns"),
                  .steps = read_list<Step>(json, "steps", read_step),
                  .timeline = read_list<Series>(json, "timeline", read_series),
                  .marks = read_list<Mark>(json, "marks", read_mark),
                  .evidence = read_list<Evidence>(json, "evidence", read_evidence)};
  if (json.contains("plays")) outcome.plays = read_plays(json.at("plays"));
  return outcome;
}

Json to_json(const Machine& machine) {
  Json facts = Json::object();
  for (const auto& [label, value] : machine.facts) facts[label] = value;
  Json json = Json::object();
  if (!machine.host.empty()) json["host"] = machine.host;
  json["kernel"] = machine.kernel;
  json["hierarchy"] = machine.hierarchy;
  if (!machine.image.empty()) json["image"] = machine.image;
  json["facts"] = std::move(facts);
  return json;
}

Machine read_machine(const Json& json) {
  Machine machine{.host = text_at(json, "host"),
                  .kernel = text_at(json, "kernel"),
                  .hierarchy = text_at(json, "hierarchy"),
                  .image = text_at(json, "image"),
                  .facts = {}};
  const Json facts = json.value("facts", Json::object());
  for (const auto& [label, value] : facts.items())
    machine.facts.emplace_back(label, value.get<std::string>());
  return machine;
}

void read_run(const Json& json, Run& run) {
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
    run.in_flight.push_back(
        {json.at("scenario").get<std::string>(), text_at(json, "kernel"), text_at(json, "hierarchy")});
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
  return dump(json);
}

std::string end_line(const Outcome& outcome) {
  Json json{{"event", "end"},
            {"scenario", outcome.scenario},
            {"verdict", to_string(outcome.verdict)},
            {"reason", outcome.reason},
            {"started_ns", outcome.started.count()},
            {"duration_ns", outcome.duration.count()},
            {"claim", outcome.claim},
            {"file", outcome.file},
            {"line", outcome.line}};
  if (!outcome.kernel.empty()) json["kernel"] = outcome.kernel;
  if (!outcome.hierarchy.empty()) json["hierarchy"] = outcome.hierarchy;
  if (outcome.inexcusable) json["inexcusable"] = true;
  if (!outcome.remarks.empty()) json["remarks"] = outcome.remarks;
  if (outcome.plays) json["plays"] = to_json(*outcome.plays);
  json["steps"] = list_of(outcome.steps);
  json["timeline"] = list_of(outcome.timeline);
  json["marks"] = list_of(outcome.marks);
  json["evidence"] = list_of(outcome.evidence);
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
    } catch (const Json::exception& problem) {
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
  } catch (const Json::exception& problem) {
    return failure("no line of results: {}", problem.what());
  }
}

Result<Outcome> parse_end_line(std::string_view line) {
  try {
    return read_outcome(Json::parse(line));
  } catch (const Json::exception& problem) {
    return failure("no \"end\" line: {}", problem.what());
  }
}

}  // namespace limitest::result
