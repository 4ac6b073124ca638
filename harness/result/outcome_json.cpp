// SPDX-License-Identifier: Apache-2.0
#include "harness/result/outcome_json.h"

namespace limitest::result {
namespace {

template <class Item, class Read>
std::vector<Item> read_list(const Json& json, const char* key, Read read) {
  std::vector<Item> items;
  if (!json.contains(key)) return items;
  for (const Json& element : json.at(key)) items.push_back(read(element));
  return items;
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

// Samples are arrays [at_ns, usage, limit or null]: there are thousands of them.
Json to_json(const Series& series) {
  Json samples = Json::array();
  for (const Sample& sample : series.samples)
    samples.push_back({sample.at.count(), sample.usage, sample.limit ? Json(*sample.limit) : Json(nullptr)});
  return {{"cgroup", series.cgroup}, {"samples", std::move(samples)}};
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

Json to_json(const Mark& mark) {
  return {{"at_ns", mark.at.count()}, {"kind", mark.kind}, {"text", mark.text}};
}

Mark read_mark(const Json& json) {
  return {.at = span_at(json, "at_ns"), .kind = text_at(json, "kind"), .text = text_at(json, "text")};
}

Json to_json(const Evidence& evidence) {
  return {{"title", evidence.title}, {"text", evidence.text}};
}

Evidence read_evidence(const Json& json) {
  return {.title = text_at(json, "title"), .text = text_at(json, "text")};
}

Json to_json(const Plays& plays) {
  return {
      {"played", plays.played}, {"passed", plays.passed}, {"failed", plays.failed}, {"broken", plays.broken}};
}

Plays read_plays(const Json& json) {
  return {.played = json.value("played", 0U),
          .passed = json.value("passed", 0U),
          .failed = json.value("failed", 0U),
          .broken = json.value("broken", 0U)};
}

template <class Item>
Json list_of(const std::vector<Item>& items) {
  Json list = Json::array();
  for (const Item& item : items) list.push_back(to_json(item));
  return list;
}

}  // namespace

Nanoseconds span_at(const Json& json, const char* key) {
  return Nanoseconds(json.value(key, std::int64_t{0}));
}

std::string text_at(const Json& json, const char* key) {
  return json.value(key, std::string());
}

void add_to(Json& json, const Outcome& outcome) {
  json["scenario"] = outcome.scenario;
  json["verdict"] = to_string(outcome.verdict);
  json["reason"] = outcome.reason;
  json["started_ns"] = outcome.started.count();
  json["duration_ns"] = outcome.duration.count();
  json["claim"] = outcome.claim;
  json["file"] = outcome.file;
  json["line"] = outcome.line;
  if (!outcome.kernel.empty()) json["kernel"] = outcome.kernel;
  if (!outcome.hierarchy.empty()) json["hierarchy"] = outcome.hierarchy;
  if (outcome.inexcusable) json["inexcusable"] = true;
  if (outcome.disturbed) json["disturbed"] = true;
  if (!outcome.remarks.empty()) json["remarks"] = outcome.remarks;
  if (outcome.plays) json["plays"] = to_json(*outcome.plays);
  json["steps"] = list_of(outcome.steps);
  json["timeline"] = list_of(outcome.timeline);
  json["marks"] = list_of(outcome.marks);
  json["evidence"] = list_of(outcome.evidence);
}

Outcome read_outcome(const Json& json) {
  Outcome outcome{.scenario = json.at("scenario").get<std::string>(),
                  .claim = text_at(json, "claim"),
                  .file = text_at(json, "file"),
                  .line = json.value("line", 0),
                  .verdict = verdict_from_string(text_at(json, "verdict")).value_or(Verdict::broken),
                  .reason = text_at(json, "reason"),
                  .inexcusable = json.value("inexcusable", false),
                  .disturbed = json.value("disturbed", false),
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
  if (!machine.options.empty()) json["options"] = machine.options;
  json["facts"] = std::move(facts);
  return json;
}

Machine read_machine(const Json& json) {
  Machine machine{.host = text_at(json, "host"),
                  .kernel = text_at(json, "kernel"),
                  .hierarchy = text_at(json, "hierarchy"),
                  .image = text_at(json, "image"),
                  .facts = {},
                  .options = json.value("options", std::vector<std::string>())};
  const Json facts = json.value("facts", Json::object());
  for (const auto& [label, value] : facts.items())
    machine.facts.emplace_back(label, value.get<std::string>());
  return machine;
}

}  // namespace limitest::result
