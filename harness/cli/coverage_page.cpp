// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/coverage_page.h"

#include <algorithm>
#include <set>

#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace limitest::cli {
namespace {

using result::Verdict;
using scenario::CoveredBehaviour;
using scenario::FileUse;

std::string hierarchy_of(const scenario::Behaviour& behaviour) {
  return behaviour.hierarchy ? std::string(to_string(*behaviour.hierarchy)) : "both";
}

// Each file once, whatever its matrix made of it.
std::vector<std::string> files_of(const CoveredBehaviour& covered) {
  std::vector<std::string> names;
  for (const scenario::Scenario* one : covered.scenarios) {
    std::string name = one->name.substr(0, one->name.find('['));
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  }
  return names;
}

std::size_t number_covered(const Coverage& coverage) {
  return static_cast<std::size_t>(std::ranges::count_if(
      coverage.behaviours, [](const CoveredBehaviour& one) { return !one.scenarios.empty(); }));
}

std::string summary(const Coverage& coverage) {
  std::size_t whole = 0;
  for (const FileUse& use : coverage.files) whole += use.holes().empty() ? 1 : 0;
  return fmt::format(
      "{} of {} behaviours have a scenario; {} of {} control files are read, written rightly and wrongly, "
      "and seen to have an effect, as far as each can be.\n",
      number_covered(coverage), coverage.behaviours.size(), whole, coverage.files.size());
}

// The behaviours without a scenario, joined by topic.
std::vector<std::pair<std::string, std::string>> uncovered(const Coverage& coverage) {
  std::vector<std::pair<std::string, std::string>> topics;
  for (const CoveredBehaviour& one : coverage.behaviours) {
    if (!one.scenarios.empty()) continue;
    const std::string topic(one.behaviour->topic());
    const std::string rest = one.behaviour->slug.substr(topic.size() + 1);
    if (topics.empty() || topics.back().first != topic)
      topics.emplace_back(topic, rest);
    else
      topics.back().second += ", " + rest;
  }
  return topics;
}

std::string cell(const CoveredBehaviour& covered, const CoverageColumn& column) {
  const auto verdict = verdict_of(covered, column);
  return verdict ? std::string(to_string(*verdict)) : "";
}

std::string holes_text(const Coverage& coverage) {
  std::string text;
  for (const auto& [topic, rest] : uncovered(coverage)) text += fmt::format("  {:<10} {}\n", topic, rest);
  if (!text.empty()) text = "\nBehaviours without a scenario:\n" + text;
  std::string files;
  for (const FileUse& use : coverage.files)
    if (const auto holes = use.holes(); !holes.empty())
      files +=
          fmt::format("  {} {:<36} {}\n", to_string(use.hierarchy), use.file->name, fmt::join(holes, ", "));
  return text + (files.empty() ? "" : "\nControl files with something no scenario does:\n" + files);
}

std::string holes_markdown(const Coverage& coverage) {
  std::string text = "## Holes\n\n| topic | behaviours without a scenario |\n|---|---|\n";
  for (const auto& [topic, rest] : uncovered(coverage)) text += fmt::format("| {} | {} |\n", topic, rest);
  text += "\n| control file | hierarchy | what no scenario does |\n|---|---|---|\n";
  for (const FileUse& use : coverage.files)
    if (const auto holes = use.holes(); !holes.empty())
      text += fmt::format("| `{}` | {} | {} |\n", use.file->name, to_string(use.hierarchy),
                          fmt::join(holes, ", "));
  return text + "\n";
}

std::string behaviours_markdown(const Coverage& coverage) {
  std::string text = "## Behaviours\n";
  std::string_view topic;
  for (const CoveredBehaviour& one : coverage.behaviours) {
    if (one.behaviour->topic() != topic) {
      topic = one.behaviour->topic();
      text += fmt::format("\n### {}\n\n| behaviour | hierarchy | what must be seen | scenarios |", topic);
      for (const CoverageColumn& column : coverage.columns) text += fmt::format(" {} |", column.label);
      text += "\n|---|---|---|---|";
      for (std::size_t i = 0; i < coverage.columns.size(); ++i) text += "---|";
      text += "\n";
    }
    text += fmt::format("| {} | {} | {} | {} |", one.behaviour->slug, hierarchy_of(*one.behaviour),
                        one.behaviour->sentence, fmt::join(files_of(one), "<br>"));
    for (const CoverageColumn& column : coverage.columns) text += fmt::format(" {} |", cell(one, column));
    text += "\n";
  }
  return text;
}

std::string number_or_dash(std::size_t number, bool possible) {
  return possible || number > 0 ? std::to_string(number) : "-";
}

std::vector<std::string> cells_of(const FileUse& use) {
  const bool readable = use.file->shape != cgroup::Shape::none && use.file->shape != cgroup::Shape::text;
  return {number_or_dash(use.read, readable), number_or_dash(use.written, use.file->writable),
          std::to_string(use.refused), std::to_string(use.effect)};
}

std::string files_markdown(const Coverage& coverage) {
  std::string text =
      "\n## Control files\n\nHow many scenarios read each file, write to it what must be accepted and what "
      "must be refused, and see an effect.\n\n"
      "| control file | hierarchy | read | right write | wrong write | effect |\n|---|---|---|---|---|---|\n";
  for (const FileUse& use : coverage.files)
    text += fmt::format("| `{}` | {} | {} |\n", use.file->name, to_string(use.hierarchy),
                        fmt::join(cells_of(use), " | "));
  return text;
}

std::string behaviours_text(const Coverage& coverage) {
  std::string text = "\nBehaviours and their scenarios:\n";
  for (const CoveredBehaviour& one : coverage.behaviours) {
    if (one.scenarios.empty()) continue;
    text += fmt::format("  {:<44} {:<4} {}", one.behaviour->slug, hierarchy_of(*one.behaviour),
                        fmt::join(files_of(one), ", "));
    for (const CoverageColumn& column : coverage.columns)
      if (const std::string verdict = cell(one, column); !verdict.empty())
        text += fmt::format("; {}: {}", column.label, verdict);
    text += "\n";
  }
  return text;
}

std::string files_text(const Coverage& coverage) {
  std::string text =
      fmt::format("\nControl files:{:>36}{:>8}{:>8}{:>8}\n", "read", "right", "wrong", "effect");
  for (const FileUse& use : coverage.files) {
    text += fmt::format("  {} {:<36}", to_string(use.hierarchy), use.file->name);
    for (const std::string& one : cells_of(use)) text += fmt::format("{:>8}", one);
    text += "\n";
  }
  return text;
}

}  // namespace

std::vector<CoverageColumn> columns_of(const std::vector<result::Run>& runs) {
  std::vector<CoverageColumn> columns;
  for (const result::Run& run : runs)
    for (const result::Outcome& outcome : run.outcomes) {
      const std::string label =
          fmt::format("{} {}", outcome.kernel.empty() ? run.machine.kernel : outcome.kernel,
                      outcome.hierarchy.empty() ? run.machine.hierarchy : outcome.hierarchy);
      auto column = std::ranges::find(columns, label, &CoverageColumn::label);
      if (column == columns.end()) column = columns.insert(columns.end(), CoverageColumn{label, {}});
      column->verdicts[outcome.scenario] = outcome.verdict;
    }
  return columns;
}

std::optional<Verdict> verdict_of(const CoveredBehaviour& covered, const CoverageColumn& column) {
  std::set<Verdict> seen;
  for (const scenario::Scenario* one : covered.scenarios)
    if (const auto found = column.verdicts.find(one->name); found != column.verdicts.end())
      seen.insert(found->second);
  for (const Verdict worst : {Verdict::fail, Verdict::broken, Verdict::known, Verdict::pass, Verdict::skip})
    if (seen.contains(worst)) return worst;
  return std::nullopt;
}

std::string coverage_text(const Coverage& coverage) {
  return summary(coverage) + holes_text(coverage) + behaviours_text(coverage) + files_text(coverage);
}

std::string coverage_markdown(const Coverage& coverage) {
  return "# Coverage\n\n" + summary(coverage) + "\n" + holes_markdown(coverage) +
         behaviours_markdown(coverage) + files_markdown(coverage);
}

std::string coverage_lines(const Coverage& coverage) {
  using Json = nlohmann::ordered_json;
  std::string lines;
  for (const CoveredBehaviour& one : coverage.behaviours) {
    Json scenarios = Json::array();
    for (const scenario::Scenario* covering : one.scenarios) scenarios.push_back(covering->name);
    Json verdicts = Json::object();
    for (const CoverageColumn& column : coverage.columns)
      if (const auto verdict = verdict_of(one, column)) verdicts[column.label] = to_string(*verdict);
    lines += Json{{"behaviour", one.behaviour->slug},
                  {"hierarchy", hierarchy_of(*one.behaviour)},
                  {"sentence", one.behaviour->sentence},
                  {"scenarios", scenarios},
                  {"verdicts", verdicts}}
                 .dump() +
             "\n";
  }
  return lines;
}

}  // namespace limitest::cli
