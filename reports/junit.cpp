// SPDX-License-Identifier: Apache-2.0
// JUnit XML as its readers really take it: suites are never nested (dorny/test-reporter drops inner ones),
// every case has a name and a time, the text of a failure stands in its body and its attributes (GitLab
// reads one, Jenkins the other), and class name with name is unique (GitLab drops the second of a pair).
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "reports/describe.h"
#include "reports/formats.h"
#include "reports/headline.h"
#include "reports/markup.h"
#include "reports/text.h"
#include "reports/words.h"

namespace limitest::reports {

using result::Outcome;
using result::Run;
using result::Verdict;

namespace {

// The outcomes of one kernel and one hierarchy.
struct Suite {
  std::string kernel;
  std::string hierarchy;
  std::vector<const Outcome*> outcomes;
  std::string trouble;  // told as a case of its own: a reader of this file never sees the exit status
  const result::Cell* cell = nullptr;  // of a matrix

  // That of the guests, unless the results of several machines were joined.
  [[nodiscard]] const std::string& host(const Run& run) const {
    return cell == nullptr || cell->machine.host.empty() ? run.machine.host : cell->machine.host;
  }
  [[nodiscard]] bool left_out() const { return cell != nullptr && !cell->left_out.empty(); }
  [[nodiscard]] std::size_t count(Verdict verdict) const {
    return static_cast<std::size_t>(std::ranges::count(outcomes, verdict, &Outcome::verdict)) +
           (verdict == Verdict::skip && left_out() ? 1 : 0);
  }
  [[nodiscard]] std::size_t errors() const { return count(Verdict::broken) + (trouble.empty() ? 0 : 1); }
  [[nodiscard]] std::size_t tests() const {
    return outcomes.size() + (trouble.empty() ? 0 : 1) + (left_out() ? 1 : 0);
  }
};

// Not emplace_back, through which no constant expression passes.
void add(Attributes& attributes, Attribute attribute) {
  attributes.push_back(std::move(attribute));
}

std::vector<Suite> suites_of(const Run& run) {
  std::vector<Suite> suites;
  for (const result::Cell& cell : run.cells)
    suites.push_back({cell.machine.kernel, cell.machine.hierarchy, {}, {}, &cell});
  for (const Outcome& outcome : run.outcomes) {
    const std::string kernel = kernel_of(run, outcome);
    const std::string hierarchy = hierarchy_of(run, outcome);
    auto suite = std::ranges::find_if(
        suites, [&](const Suite& s) { return s.kernel == kernel && s.hierarchy == hierarchy; });
    if (suite == suites.end()) suite = suites.insert(suite, {kernel, hierarchy, {}, {}, nullptr});
    suite->outcomes.push_back(&outcome);
  }
  if (suites.empty()) suites.push_back({kernel_of(run, {}), hierarchy_of(run, {}), {}, {}, nullptr});
  suites.back().trouble = headline(run).trouble;
  return suites;
}

std::string seconds(Nanoseconds span) {
  return fmt::format("{:.3f}", std::chrono::duration<double>(span).count());
}

// A dot would open another package in every tree that readers build from class names.
std::string class_part(std::string_view text) {
  std::string part(text);
  std::ranges::replace_if(
      part, [](unsigned char c) { return std::isalnum(c) == 0 && c != '_'; }, '_');
  return part;
}

const result::Machine& machine_of(const Run& run, const Suite& suite) {
  return suite.cell != nullptr ? suite.cell->machine : run.machine;
}

// A test is known by this from build to build: the kernel is part of it only where one file holds several.
std::string class_name(const Suite& suite, std::string_view scenario) {
  std::string name = "limitest";
  if (suite.cell != nullptr) name += "." + class_part(suite.kernel);
  name += "." + class_part(suite.hierarchy);
  std::string_view folder = folder_of(scenario);
  while (!folder.empty()) {
    const std::size_t slash = std::min(folder.find('/'), folder.size());
    name += "." + class_part(folder.substr(0, slash));
    folder.remove_prefix(std::min(slash + 1, folder.size()));
  }
  return name;
}

void write_counts(Attributes& attributes, const std::vector<Suite>& suites) {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t errors = 0;
  std::size_t skipped = 0;
  for (const Suite& suite : suites) {
    tests += suite.tests();
    failures += suite.count(Verdict::fail);
    errors += suite.errors();
    skipped += suite.count(Verdict::skip);
  }
  attributes.insert(attributes.end(), {{"tests", fmt::to_string(tests)},
                                       {"failures", fmt::to_string(failures)},
                                       {"errors", fmt::to_string(errors)},
                                       {"skipped", fmt::to_string(skipped)}});
}

void write_verdict(Markup& xml, const Outcome& outcome, const result::Machine& machine) {
  const std::string message = visible_line(outcome.reason);
  switch (outcome.verdict) {
    case Verdict::fail:
      xml.block_text("failure", describe(outcome, machine), {{"message", message}, {"type", "fail"}});
      break;
    case Verdict::broken:
      xml.block_text("error", describe(outcome, machine), {{"message", message}, {"type", "broken"}});
      break;
    case Verdict::skip:
      xml.block_text("skipped", outcome.reason, {{"message", message}});
      break;
    case Verdict::known:
      xml.block_text("system-out",
                     "A known deviation, not counted as a failure.\n" + describe(outcome, machine));
      break;
    case Verdict::pass:
      if (!outcome.steps.empty() || !outcome.remarks.empty() || outcome.plays)
        xml.block_text("system-out", describe_remarks(outcome) + describe_steps(outcome));
      break;
  }
}

void write_case(Markup& xml, const Run& run, const Suite& suite, const Outcome& outcome,
                const std::string& name) {
  Attributes attributes{{"classname", class_name(suite, outcome.scenario)}, {"name", name}};
  if (!outcome.file.empty()) add(attributes, {"file", outcome.file});
  if (outcome.line > 0) add(attributes, {"line", fmt::to_string(outcome.line)});
  add(attributes, {"time", seconds(outcome.duration)});
  const auto element = xml.block("testcase", attributes);
  write_verdict(xml, outcome, machine_of(run, suite));
}

void write_trouble(Markup& xml, const Suite& suite) {
  const auto element = xml.block(
      "testcase", {{"classname", class_name(suite, "")}, {"name", "the run as a whole"}, {"time", "0.000"}});
  xml.block_text("error", suite.trouble, {{"message", suite.trouble}, {"type", "incomplete"}});
}

void write_left_out(Markup& xml, const Suite& suite) {
  const auto element = xml.block(
      "testcase", {{"classname", class_name(suite, "")}, {"name", "the cell as a whole"}, {"time", "0.000"}});
  xml.block_text("skipped", suite.cell->left_out, {{"message", visible_line(suite.cell->left_out)}});
}

void write_properties(Markup& xml, const Run& run, const Suite& suite) {
  const auto element = xml.block("properties");
  const auto property = [&](std::string_view name, std::string_view value) {
    xml.empty("property", {{"name", std::string(name)}, {"value", std::string(value)}});
  };
  property("limitest", run.version);
  property("run", run.id);
  property("command", shell_line(run.command));
  property("kernel", suite.kernel);
  property("hierarchy", suite.hierarchy);
  const result::Machine& machine = machine_of(run, suite);
  if (!machine.image.empty()) property("image", machine.image);
  for (const auto& [label, value] : machine.facts) property(label, value);
}

// ISO 8601, but the JUnit schema knows no zone.
std::string timestamp(std::string_view started) {
  if (started.ends_with('Z')) started.remove_suffix(1);
  return std::string(started);
}

void write_suite(Markup& xml, const Run& run, const Suite& suite) {
  Nanoseconds time{};
  for (const Outcome* outcome : suite.outcomes) time += outcome->duration;
  Attributes attributes{{"name", fmt::format("limitest {} {}", suite.kernel, suite.hierarchy)}};
  write_counts(attributes, {suite});
  add(attributes, {"time", seconds(time)});
  add(attributes, {"timestamp", timestamp(run.started)});
  add(attributes, {"hostname", suite.host(run)});
  const auto element = xml.block("testsuite", attributes);
  write_properties(xml, run, suite);
  std::map<std::string_view, int> repeats;
  for (const Outcome* outcome : suite.outcomes) {
    const int nth = ++repeats[outcome->scenario];
    write_case(xml, run, suite, *outcome,
               nth == 1 ? outcome->scenario : fmt::format("{} (repeat {})", outcome->scenario, nth));
  }
  if (suite.left_out()) write_left_out(xml, suite);
  if (!suite.trouble.empty()) write_trouble(xml, suite);
}

}  // namespace

std::string render_junit(const Run& run) {
  const Run whole = settled(run);
  const std::vector<Suite> suites = suites_of(whole);
  Markup xml;
  xml.verbatim(R"(<?xml version="1.0" encoding="UTF-8"?>)");
  {
    Attributes attributes{{"name", "limitest"}};
    write_counts(attributes, suites);
    add(attributes, {"time", seconds(whole.duration)});
    const auto root = xml.block("testsuites", attributes);
    for (const Suite& suite : suites) write_suite(xml, whole, suite);
  }
  return std::move(xml).finished();
}

}  // namespace limitest::reports
