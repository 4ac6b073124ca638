// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/boots.h"

#include <algorithm>
#include <set>

#include "harness/guest/host_programs.h"

namespace limitest::guest {
namespace {

constexpr const char* lists_folder = "/limitest/play";

std::string group_name(bool without_swap) {
  return without_swap ? "without-swap" : "others";
}

std::string list_file(bool without_swap) {
  return fmt::format("{}/{}", lists_folder, group_name(without_swap));
}

// Each program gets a folder with no more than it plays: an emulated CPU takes seconds to read them all.
std::string folder(bool without_swap) {
  return fmt::format("{}/{}", scenarios_folder, group_name(without_swap));
}

std::string names_of(const std::vector<const GuestScenario*>& scenarios, bool without_swap) {
  std::string names;
  for (const GuestScenario* one : scenarios)
    if (one->without_swap == without_swap) names += one->name + "\n";
  return names;
}

}  // namespace

Nanoseconds patience_of(const GuestRequest& request) {
  constexpr Nanoseconds native = std::chrono::seconds(10);
  constexpr Nanoseconds emulated = std::chrono::seconds(30);
  return request.patience.value_or(request.hardware.accelerator == Accelerator::kvm ? native : emulated);
}

std::vector<Program> programs_to_play(const std::vector<const GuestScenario*>& scenarios,
                                      const GuestRequest& request, bool one_by_one) {
  std::vector<Program> programs;
  for (const bool without_swap : {true, false}) {
    if (std::ranges::find(scenarios, without_swap, &GuestScenario::without_swap) == scenarios.end()) continue;
    Program program{.swap = !without_swap};
    const auto milliseconds =
        std::chrono::duration_cast<std::chrono::milliseconds>(patience_of(request)).count();
    program.arguments = {"run", "@" + list_file(without_swap), "--patience",
                         fmt::format("{}ms", milliseconds)};
    const unsigned jobs = one_by_one ? 1 : request.jobs;
    if (jobs > 0) program.arguments.insert(program.arguments.end(), {"--jobs", fmt::format("{}", jobs)});
    if (request.repeat.times > 1)
      program.arguments.insert(program.arguments.end(),
                               {"--repeat", fmt::format("{}", request.repeat.times)});
    if (request.repeat.until_fail) program.arguments.emplace_back("--until-fail");
    program.arguments.push_back(folder(without_swap));
    programs.push_back(std::move(program));
  }
  return programs;
}

std::vector<GuestFile> files_to_play(const std::vector<const GuestScenario*>& scenarios) {
  std::vector<GuestFile> files;
  for (const bool without_swap : {true, false}) {
    files.push_back({.path = list_file(without_swap), .content = names_of(scenarios, without_swap)});
    std::set<const ScenarioFile*> seen;
    for (const GuestScenario* one : scenarios)
      if (one->without_swap == without_swap && seen.insert(one->source).second)
        files.push_back({.path = fmt::format("{}/{}.yaml", folder(without_swap), one->source->base),
                         .content = one->source->text});
  }
  std::set<std::string> programs;
  for (const GuestScenario* one : scenarios) programs.insert(one->programs.begin(), one->programs.end());
  for (GuestFile& file : host_programs(programs)) files.push_back(std::move(file));
  return files;
}

}  // namespace limitest::guest
