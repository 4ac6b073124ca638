// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <set>

#include <fmt/ranges.h>

#include "harness/bench/compare.h"

namespace limitest::bench {
namespace {

using result::Outcome;
using result::Run;
using result::Verdict;
using result::VerdictChange;

// Where an outcome was had; results of one machine leave that to the head of the run.
std::string place_of(const Outcome& outcome) {
  if (outcome.kernel.empty()) return outcome.hierarchy;
  return outcome.hierarchy.empty() ? outcome.kernel : outcome.kernel + " " + outcome.hierarchy;
}

using Places = std::map<std::pair<std::string, std::string>, const Outcome*>;

// One kernel against another is the usual thing to compare, so that the kernel tells outcomes apart only
// where a result has several.
Places places_of(const Run& run) {
  Places all;
  for (const Outcome& outcome : run.outcomes) all[{outcome.scenario, place_of(outcome)}] = &outcome;
  bool single = true;
  for (const Outcome& outcome : run.outcomes)
    single = single && outcome.kernel == run.outcomes.front().kernel;
  if (!single) return all;
  all.clear();
  for (const Outcome& outcome : run.outcomes) all[{outcome.scenario, outcome.hierarchy}] = &outcome;
  return all;
}

bool is_judged(const Outcome* outcome) {
  return outcome != nullptr && outcome->verdict != Verdict::skip && outcome->verdict != Verdict::broken;
}

std::set<std::string> wheres_of(const Places& places) {
  std::set<std::string> all;
  for (const auto& [key, outcome] : places) all.insert(key.second);
  return all;
}

// Takes what is somewhere `other` tells nothing of out of `places`.
std::vector<result::OneSided> set_apart(Places& places, const std::set<std::string>& other, bool only_old) {
  std::map<std::string, std::size_t> judged;
  for (const auto& [key, outcome] : places)
    if (!other.contains(key.second)) judged[key.second] += is_judged(outcome) ? 1 : 0;
  std::erase_if(places, [&](const auto& entry) { return !other.contains(entry.first.second); });
  std::vector<result::OneSided> all;
  for (const auto& [where, count] : judged)
    all.push_back({.where = where, .only_old = only_old, .judged = count});
  return all;
}

bool is_bad(const Outcome* outcome) {
  return outcome != nullptr && (outcome->verdict == Verdict::fail || outcome->verdict == Verdict::broken);
}

std::string word_of(const Outcome* outcome) {
  return outcome == nullptr ? "" : std::string(to_string(outcome->verdict));
}

std::string name_of(const result::Machine& machine) {
  return machine.hierarchy.empty() ? machine.kernel : machine.kernel + " " + machine.hierarchy;
}

// Of a matrix the guests: nothing was played on the machine itself.
std::string name_of(const Run& run) {
  std::vector<std::string> cells;
  for (const result::Cell& cell : run.cells)
    if (cell.left_out.empty()) cells.push_back(name_of(cell.machine));
  return cells.empty() ? name_of(run.machine) : fmt::format("{}", fmt::join(cells, ", "));
}

// With what was playing when the run was cut short, as broken: the kernel may have died of it.
Run with_the_lost(Run run) {
  for (const result::InFlight& lost : run.in_flight)
    run.outcomes.push_back({.scenario = lost.scenario,
                            .verdict = Verdict::broken,
                            .reason = "it was playing when the run was cut short",
                            .kernel = lost.kernel,
                            .hierarchy = lost.hierarchy.empty() ? run.machine.hierarchy : lost.hierarchy});
  return run;
}

bool is_lost(const Outcome* before, const Outcome* after) {
  const bool was_judged =
      before != nullptr && (before->verdict == Verdict::pass || before->verdict == Verdict::known);
  return was_judged && (after == nullptr || after->verdict == Verdict::skip);
}

bool is_worse(const Outcome* before, const Outcome* after) {
  if (after == nullptr) return false;
  const bool fails_now =
      after->verdict == Verdict::fail && (before == nullptr || before->verdict != Verdict::fail);
  return fails_now || (is_bad(after) && !is_bad(before));
}

}  // namespace

result::Comparison compare_runs(const Run& run_before, const Run& run_after) {
  const Run before = with_the_lost(run_before);
  const Run after = with_the_lost(run_after);
  result::Comparison comparison{
      .old_name = name_of(before), .new_name = name_of(after), .cut_short = is_cut_short(after)};
  Places old_places = places_of(before);
  Places new_places = places_of(after);
  const std::set<std::string> old_wheres = wheres_of(old_places);
  comparison.one_sided = set_apart(old_places, wheres_of(new_places), true);
  for (result::OneSided& one : set_apart(new_places, old_wheres, false))
    comparison.one_sided.push_back(std::move(one));
  Places all = new_places;
  all.insert(old_places.begin(), old_places.end());
  const auto find = [](const Places& places, const auto& key) {
    const auto found = places.find(key);
    return found == places.end() ? nullptr : found->second;
  };
  for (const auto& [key, any] : all) {
    const Outcome* one = find(old_places, key);
    const Outcome* other = find(new_places, key);
    comparison.judged_in_both += is_judged(one) && is_judged(other) ? 1 : 0;
    if (word_of(one) == word_of(other)) {
      ++comparison.same_verdicts;
      continue;
    }
    comparison.verdicts.push_back({.scenario = key.first,
                                   .where = key.second,
                                   .before = word_of(one),
                                   .after = word_of(other),
                                   .reason = other != nullptr ? other->reason : "",
                                   .worse = is_worse(one, other),
                                   .lost = is_lost(one, other)});
  }
  return comparison;
}

}  // namespace limitest::bench
