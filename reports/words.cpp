// SPDX-License-Identifier: Apache-2.0
#include "reports/words.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace limitest::reports {

using result::Outcome;
using result::Run;
using result::Step;
using result::StepOutcome;
using result::Verdict;

namespace {

double seconds(Nanoseconds span) {
  return std::chrono::duration<double>(span).count();
}

std::string shell_word(const std::string& word) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=:,+@%";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  std::string quoted = "'";
  for (const char c : word)
    if (c == '\'')
      quoted += "'\\''";
    else
      quoted += c;
  return quoted + "'";
}

}  // namespace

std::string_view symbol(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return "✓";
    case Verdict::fail:
      return "✗";
    case Verdict::known:
      return "~";
    case Verdict::skip:
      return "–";
    case Verdict::broken:
      break;
  }
  return "!";
}

std::string_view symbol(StepOutcome outcome) {
  switch (outcome) {
    case StepOutcome::done:
      return "✓";
    case StepOutcome::failed:
      return "✗";
    case StepOutcome::broken:
      return "!";
    case StepOutcome::left_out:
      return "–";
    case StepOutcome::not_reached:
      break;
  }
  return "·";
}

std::string_view participle(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return "passed";
    case Verdict::fail:
      return "failed";
    case Verdict::known:
      return "known";
    case Verdict::skip:
      return "skipped";
    case Verdict::broken:
      break;
  }
  return "broken";
}

std::string plural(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string spoken(Nanoseconds span) {
  if (span < std::chrono::minutes(1)) return fmt::format("{:.2f} s", seconds(span));
  const auto whole = std::chrono::duration_cast<std::chrono::seconds>(span).count();
  return fmt::format("{} min {} s", whole / 60, whole % 60);
}

std::string instant(Nanoseconds at) {
  return fmt::format("{:.3f} s", seconds(at));
}

std::string place_of(const Outcome& outcome) {
  return outcome.line > 0 ? fmt::format("{}:{}", outcome.file, outcome.line) : outcome.file;
}

std::string_view folder_of(std::string_view scenario) {
  const std::size_t slash = scenario.rfind('/', scenario.find('['));  // a parameter's value may hold one
  return slash == std::string_view::npos ? std::string_view{} : scenario.substr(0, slash);
}

// A built-in scenario goes by its name; one of the user's by its file.
std::string command_again(const Outcome& outcome, const result::Machine& machine) {
  const bool built_in = outcome.file.empty() || outcome.file.starts_with("scenarios/");
  std::vector<std::string> words{"limitest", "run"};
  if (!machine.image.empty()) {
    words.insert(words.end(), {"--kernel", machine.image});
    if (!machine.hierarchy.empty()) words.insert(words.end(), {"--hierarchy", machine.hierarchy});
  }
  words.insert(words.end(), machine.options.begin(), machine.options.end());
  const bool one_of_a_matrix =
      outcome.scenario.ends_with(']') && outcome.scenario.find('[') != std::string::npos;
  const std::string its_case = one_of_a_matrix ? outcome.scenario.substr(outcome.scenario.find('[')) : "";
  words.push_back(built_in ? outcome.scenario : outcome.file + its_case);
  return shell_line(words);
}

std::string shell_line(const std::vector<std::string>& words) {
  std::vector<std::string> quoted;
  std::ranges::transform(words, std::back_inserter(quoted), shell_word);
  return fmt::format("{}", fmt::join(quoted, " "));
}

const Step* decisive_step(const Outcome& outcome) {
  const auto found = std::ranges::find_if(outcome.steps, [](const Step& step) {
    return step.outcome == StepOutcome::failed || step.outcome == StepOutcome::broken;
  });
  return found == outcome.steps.end() ? nullptr : &*found;
}

std::string kernel_of(const Run& run, const Outcome& outcome) {
  if (!outcome.kernel.empty()) return outcome.kernel;
  return run.machine.kernel.empty() ? "unknown" : run.machine.kernel;
}

std::string hierarchy_of(const Run& run, const Outcome& outcome) {
  if (!outcome.hierarchy.empty()) return outcome.hierarchy;
  return run.machine.hierarchy.empty() ? "none" : run.machine.hierarchy;
}

bool has_several_cells(const Run& run) {
  const auto differ = [&](const Outcome& one, const Outcome& next) {
    return kernel_of(run, one) != kernel_of(run, next) || hierarchy_of(run, one) != hierarchy_of(run, next);
  };
  return run.cells.size() > 1 || std::ranges::adjacent_find(run.outcomes, differ) != run.outcomes.end();
}

std::string tally_of(const result::Plays& plays) {
  const std::string broken = plays.broken == 0 ? "" : fmt::format(", {} broke", plays.broken);
  return fmt::format("{} of {} plays passed{}", plays.passed, plays.played, broken);
}

}  // namespace limitest::reports
