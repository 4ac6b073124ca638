// SPDX-License-Identifier: Apache-2.0
#include "harness/result/model.h"

#include <algorithm>
#include <array>

namespace limitest::result {
namespace {

template <class Enum>
struct Word {
  Enum value;
  std::string_view text;
};

constexpr std::array verdict_words{
    Word{Verdict::pass, "pass"}, Word{Verdict::fail, "fail"},     Word{Verdict::known, "known"},
    Word{Verdict::skip, "skip"}, Word{Verdict::broken, "broken"},
};

constexpr std::array step_words{
    Word{StepOutcome::done, "done"},         Word{StepOutcome::failed, "failed"},
    Word{StepOutcome::broken, "broken"},     Word{StepOutcome::not_reached, "not reached"},
    Word{StepOutcome::left_out, "left out"},
};

template <class Enum, std::size_t N>
std::string_view text_of(const std::array<Word<Enum>, N>& words, Enum value) {
  return std::ranges::find(words, value, &Word<Enum>::value)->text;
}

template <class Enum, std::size_t N>
std::optional<Enum> value_of(const std::array<Word<Enum>, N>& words, std::string_view text) {
  const auto* found = std::ranges::find(words, text, &Word<Enum>::text);
  return found == words.end() ? std::nullopt : std::optional(found->value);
}

}  // namespace

std::string_view to_string(Verdict verdict) {
  return text_of(verdict_words, verdict);
}
std::optional<Verdict> verdict_from_string(std::string_view word) {
  return value_of(verdict_words, word);
}
std::string_view to_string(StepOutcome outcome) {
  return text_of(step_words, outcome);
}
std::optional<StepOutcome> step_outcome_from_string(std::string_view word) {
  return value_of(step_words, word);
}

bool is_end_of(const Outcome& outcome, const InFlight& started) {
  return outcome.scenario == started.scenario &&
         (started.kernel.empty() ||
          (outcome.kernel == started.kernel && outcome.hierarchy == started.hierarchy));
}

std::size_t count(const Run& run, Verdict verdict) {
  return static_cast<std::size_t>(std::ranges::count(run.outcomes, verdict, &Outcome::verdict));
}

bool is_cut_short(const Run& run) {
  return run.interrupted || !run.finished;
}

namespace {

// Of a matrix: a kernel no cell of which has verified anything, although others have.
bool has_untested_kernel(const Run& run) {
  const auto is_verified = [&](const Cell& cell) {
    return std::ranges::any_of(run.outcomes, [&](const Outcome& outcome) {
      return outcome.kernel == cell.machine.kernel &&
             (outcome.verdict == Verdict::pass || outcome.verdict == Verdict::known);
    });
  };
  return !std::ranges::all_of(run.cells, is_verified);
}

}  // namespace

int exit_status(const Run& run) {
  if (run.interrupted) return 130;
  if (count(run, Verdict::fail) > 0) return 1;
  if (count(run, Verdict::broken) > 0 || !run.finished || !run.in_flight.empty()) return 3;
  const bool verified = count(run, Verdict::pass) + count(run, Verdict::known) > 0;
  return verified && !has_untested_kernel(run) ? 0 : nothing_verified;
}

}  // namespace limitest::result
