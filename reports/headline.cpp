// SPDX-License-Identifier: Apache-2.0
#include "reports/headline.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "reports/words.h"

namespace limitest::reports {

using result::InFlight;
using result::Outcome;
using result::Run;
using result::Verdict;

namespace {

struct Tally {
  std::size_t pass, fail, known, skip, broken;

  [[nodiscard]] std::size_t judged() const { return pass + fail + known; }
};

Tally tally(const Run& run) {
  return {.pass = count(run, Verdict::pass),
          .fail = count(run, Verdict::fail),
          .known = count(run, Verdict::known),
          .skip = count(run, Verdict::skip),
          .broken = count(run, Verdict::broken)};
}

std::string where(const Run& run) {
  std::set<std::string> kernels;
  std::set<std::string> hierarchies;
  for (const Outcome& outcome : run.outcomes) {
    kernels.insert(kernel_of(run, outcome));
    hierarchies.insert(hierarchy_of(run, outcome));
  }
  if (run.outcomes.empty()) {
    kernels.insert(kernel_of(run, {}));
    hierarchies.insert(hierarchy_of(run, {}));
  }
  const std::string on = kernels.size() == 1 ? "Linux " + *kernels.begin() : plural(kernels.size(), "kernel");
  if (hierarchies.size() == 1) return fmt::format("{}, hierarchy {}", on, *hierarchies.begin());
  return fmt::format("{}, hierarchies {}", on, fmt::join(hierarchies, " and "));
}

std::string claims_on(const std::string& place, const Tally& seen) {
  if (seen.fail > 0)
    return fmt::format("{} of {} failed on {}", seen.fail, plural(seen.judged(), "claim"), place);
  if (seen.broken > 0 && seen.judged() == 0)
    return fmt::format("nothing could be judged on {}: {} broke on our side", place,
                       plural(seen.broken, "scenario"));
  if (seen.broken > 0)
    return fmt::format("{} held, {} could not be judged on {}", plural(seen.pass + seen.known, "claim"),
                       seen.broken, place);
  if (seen.judged() == 0)
    return fmt::format(
        "Nothing was verified on {}: {}", place,
        seen.skip == 0 ? "no scenario ran" : fmt::format("{} skipped", plural(seen.skip, "scenario")));
  if (seen.known > 0)
    return fmt::format("{} of {} held on {}; {} known not to", seen.pass, plural(seen.judged(), "claim"),
                       place, seen.known == 1 ? "1 is" : fmt::format("{} are", seen.known));
  return fmt::format("{} held on {}",
                     seen.judged() == 1 ? "the one claim" : fmt::format("all {} claims", seen.judged()),
                     place);
}

std::string capital(std::string sentence) {
  if (sentence.front() >= 'a' && sentence.front() <= 'z')
    sentence.front() = static_cast<char>(sentence.front() - 'a' + 'A');
  return sentence;
}

std::string trouble_of(const Run& run, const Tally& seen) {
  std::vector<std::string> names;
  for (const InFlight& started : run.in_flight)
    names.push_back(started.kernel.empty()
                        ? started.scenario
                        : fmt::format("{} on {} {}", started.scenario, started.kernel, started.hierarchy));
  const std::string with = names.empty() ? "" : fmt::format(", with {} in flight", fmt::join(names, ", "));
  if (run.interrupted) return "The run was interrupted before its end" + with;
  if (!run.finished && run.outcomes.empty() && names.empty())
    return "The run ended before anything was played";
  if (!run.finished) return "The run died before its end" + with;
  if (seen.judged() + seen.broken == 0) return "A run that verifies nothing is no success";
  if (result::exit_status(run) == result::nothing_verified)
    return "A kernel on which nothing was verified is no success";
  return {};
}

Verdict tone_of(const Tally& seen, bool cut_short) {
  if (seen.fail > 0) return Verdict::fail;
  if (seen.broken > 0 || cut_short) return Verdict::broken;
  if (seen.judged() == 0) return Verdict::skip;
  return seen.known > 0 ? Verdict::known : Verdict::pass;
}

std::string brief_of(const Tally& seen, Verdict tone) {
  const std::string sign(symbol(tone));
  switch (tone) {
    case Verdict::fail:
      return fmt::format("{} {}/{} failed", sign, seen.fail, seen.judged());
    case Verdict::broken:
      return seen.broken > 0 ? fmt::format("{} {} broken", sign, seen.broken) : sign + " cut short";
    case Verdict::skip:
      return sign + " nothing verified";
    case Verdict::known:
    case Verdict::pass:
      break;
  }
  return fmt::format("{} {}/{} held", sign, seen.pass, seen.judged());
}

Outcome lost(const Run& run, const InFlight& started) {
  return {.scenario = started.scenario,
          .file = started.file,
          .line = started.file.empty() ? 0 : 1,
          .verdict = Verdict::broken,
          .reason = run.interrupted ? "the run was interrupted while this scenario ran"
                                    : "the run died while this scenario ran; a kernel panic does that, or "
                                      "a kill of limitest",
          .kernel = started.kernel,
          .hierarchy = started.hierarchy};
}

}  // namespace

Headline headline(const Run& run) {
  const Tally seen = tally(run);
  const bool cut_short = is_cut_short(run);
  const Verdict tone = tone_of(seen, cut_short);
  const std::string place = where(run);
  const std::string claims = claims_on(place, seen);
  return {.verdict = tone,
          .sentence = cut_short ? "Cut short: " + claims : capital(claims),
          .place = place,
          .brief = brief_of(seen, tone),
          .trouble = trouble_of(run, seen)};
}

Run settled(const Run& run) {
  Run whole = run;
  for (const InFlight& started : run.in_flight) whole.outcomes.push_back(lost(run, started));
  if (whole.duration == Nanoseconds{})
    for (const Outcome& outcome : run.outcomes)
      whole.duration = std::max(whole.duration, outcome.started + outcome.duration);
  return whole;
}

}  // namespace limitest::reports
