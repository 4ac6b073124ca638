// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/boots.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "harness/engine/pace.h"
#include "harness/guest/host_programs.h"

namespace limitest::guest {
namespace {

constexpr const char* lists_folder = "/limitest/play";

// What one program in the guest plays. Each gets a folder with no more than that: an emulated CPU takes
// seconds to read them all.
struct Batch {
  std::string name;
  bool without_swap = false;
  std::vector<const GuestScenario*> scenarios;

  [[nodiscard]] std::string list_file() const { return fmt::format("{}/{}", lists_folder, name); }
  [[nodiscard]] std::string folder() const { return fmt::format("{}/{}", scenarios_folder, name); }
  [[nodiscard]] std::string names() const {
    std::string all;
    for (const GuestScenario* one : scenarios) all += one->name + "\n";
    return all;
  }
};

std::vector<Batch> batches_of(const std::vector<const GuestScenario*>& scenarios, bool one_by_one) {
  std::vector<Batch> batches;
  for (const bool without_swap : {true, false}) {
    Batch batch{.name = without_swap ? "without-swap" : "others", .without_swap = without_swap};
    std::ranges::copy_if(scenarios, std::back_inserter(batch.scenarios),
                         [&](const GuestScenario* one) { return one->without_swap == without_swap; });
    if (one_by_one)
      for (const GuestScenario* one : batch.scenarios)
        batches.push_back({fmt::format("{}-{}", batch.name, batches.size()), without_swap, {one}});
    else if (!batch.scenarios.empty())
      batches.push_back(std::move(batch));
  }
  return batches;
}

std::string path_of(const std::vector<KnownList>& known, std::size_t which) {
  return fmt::format("/limitest/known/{}/{}", which, known[which].file);
}

void add_jobs(Program& program, unsigned jobs) {
  if (jobs > 0) program.arguments.insert(program.arguments.end(), {"--jobs", fmt::format("{}", jobs)});
}

}  // namespace

Nanoseconds patience_of(const GuestRequest& request) {
  constexpr Nanoseconds emulated = std::chrono::seconds(30);
  return request.patience.value_or(
      request.hardware.accelerator == Accelerator::kvm ? engine::ordinary_patience : emulated);
}

std::vector<Program> programs_to_play(const std::vector<const GuestScenario*>& scenarios,
                                      const GuestRequest& request, bool one_by_one) {
  std::vector<Program> programs;
  for (const Batch& batch : batches_of(scenarios, one_by_one)) {
    Program program{.swap = !batch.without_swap};
    const auto milliseconds =
        std::chrono::duration_cast<std::chrono::milliseconds>(patience_of(request)).count();
    program.arguments = {"run", "@" + batch.list_file(), "--patience", fmt::format("{}ms", milliseconds)};
    add_jobs(program, one_by_one ? 1 : request.jobs);
    if (request.repeat.times > 1)
      program.arguments.insert(program.arguments.end(),
                               {"--repeat", fmt::format("{}", request.repeat.times)});
    if (request.repeat.until_fail) program.arguments.emplace_back("--until-fail");
    for (std::size_t i = 0; i < request.known.size(); ++i)
      program.arguments.insert(program.arguments.end(), {"--known", path_of(request.known, i)});
    program.arguments.push_back(batch.folder());
    programs.push_back(std::move(program));
  }
  return programs;
}

std::vector<Program> programs_to_prove(const std::vector<const GuestScenario*>& scenarios, unsigned jobs) {
  std::vector<Program> programs;
  for (const Batch& batch : batches_of(scenarios, false)) {
    Program program{.arguments = {"prove", "@" + batch.list_file()}, .swap = !batch.without_swap};
    add_jobs(program, jobs);
    program.arguments.push_back(batch.folder());
    programs.push_back(std::move(program));
  }
  return programs;
}

std::vector<GuestFile> files_to_play(const std::vector<const GuestScenario*>& scenarios,
                                     const std::vector<KnownList>& known, bool one_by_one) {
  std::vector<GuestFile> files;
  for (std::size_t i = 0; i < known.size(); ++i)
    files.push_back({.path = path_of(known, i), .content = known[i].text});
  for (const Batch& batch : batches_of(scenarios, one_by_one)) {
    files.push_back({.path = batch.list_file(), .content = batch.names()});
    std::set<const ScenarioFile*> seen;
    for (const GuestScenario* one : batch.scenarios)
      if (seen.insert(one->source).second)
        files.push_back({.path = fmt::format("{}/{}.yaml", batch.folder(), one->source->base),
                         .content = one->source->text});
  }
  std::set<std::string> programs;
  for (const GuestScenario* one : scenarios) programs.insert(one->programs.begin(), one->programs.end());
  for (GuestFile& file : host_programs(programs)) files.push_back(std::move(file));
  return files;
}

}  // namespace limitest::guest
