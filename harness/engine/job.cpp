// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/job.h"

#include <algorithm>

#include <nlohmann/json.hpp>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "harness/engine/protection.h"
#include "harness/result/json_lines.h"
#include "harness/scenario/ablation.h"
#include "harness/scenario/read.h"

namespace limitest::engine {
namespace {

using Json = nlohmann::json;

// An ablation may lack a step of its original: what is left out goes by the steps' places in the file.
std::vector<std::string> left_out_of(const scenario::Scenario& ablated, const scenario::Scenario& original,
                                     const std::vector<std::string>& left_out) {
  std::vector<std::string> kept;
  for (const scenario::Step& step : ablated.steps) {
    const auto same = std::ranges::find_if(original.steps, [&](const scenario::Step& one) {
      return one.at.line == step.at.line && one.at.column == step.at.column;
    });
    const auto number = static_cast<std::size_t>(same - original.steps.begin());
    kept.push_back(number < left_out.size() ? left_out[number] : "");
  }
  return kept;
}

result::Outcome play_one(const Job& job, const scenario::Catalogue& catalogue) {
  result::Outcome broken{.scenario = job.name(), .file = job.file, .line = 1};
  const scenario::ReadResult read = read_scenarios(job.text, job.file, job.base, catalogue);
  const auto wanted = std::ranges::find(read.scenarios, job.scenario, &scenario::Scenario::name);
  if (wanted == read.scenarios.end()) {
    broken.reason = "the scenario vanished from its file between check and play";
    return broken;
  }
  const auto tree = cgroup::Group::open(job.tree, job.hierarchy);
  if (!tree) {
    broken.reason = fmt::format("the run's cgroup {} is gone: {}", job.tree, tree.error().described());
    return broken;
  }
  if (!job.ablation) return play(*wanted, *tree, job.directory, job.settings, job.left_out);
  const auto ablations = ablations_of(*wanted, catalogue, job.settings.patience);
  LIMITEST_ASSERT(*job.ablation < ablations.size());
  const scenario::Scenario& ablated = ablations[*job.ablation].scenario;
  result::Outcome outcome =
      play(ablated, *tree, job.directory, job.settings, left_out_of(ablated, *wanted, job.left_out));
  outcome.scenario = job.name();
  return outcome;
}

void bound_address_space(Bytes most) {
  if (most.count == 0) return;
  const rlimit bound{.rlim_cur = static_cast<rlim_t>(most.count),
                     .rlim_max = static_cast<rlim_t>(most.count)};
  (void)::setrlimit(RLIMIT_AS, &bound);
}

}  // namespace

std::string Job::name() const {
  return ablation ? fmt::format("{}#{}", scenario, *ablation) : scenario;
}

std::string to_json(const Job& job) {
  const PlaySettings& play = job.settings;
  return Json{{"text", job.text},
              {"file", job.file},
              {"base", job.base},
              {"scenario", job.scenario},
              {"tree", job.tree},
              {"directory", job.directory},
              {"v1", job.hierarchy == cgroup::Hierarchy::v1},
              {"workload_program", play.workload_program},
              {"page", play.slack.page},
              {"cpus", play.slack.cpus},
              {"batch", play.slack.batch},
              {"slots", play.slack.slots},
              {"flushes", play.slack.flushes},
              {"empty_workload", play.slack.empty_workload},
              {"patience", play.patience.count()},
              {"timeout", play.timeout.count()},
              {"slowness", play.slowness},
              {"watch_kernel_log", play.watch_kernel_log},
              {"left_out", job.left_out},
              {"address_space", job.address_space.count},
              {"ablation", job.ablation ? Json(*job.ablation) : Json()}}
      .dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Job> parse_job(const std::string& text) {
  try {
    const Json json = Json::parse(text);
    Job job{.text = json.at("text"),
            .file = json.at("file"),
            .base = json.at("base"),
            .scenario = json.at("scenario"),
            .tree = json.at("tree"),
            .directory = json.at("directory")};
    job.hierarchy = json.at("v1").get<bool>() ? cgroup::Hierarchy::v1 : cgroup::Hierarchy::v2;
    job.settings.workload_program = json.at("workload_program");
    job.settings.slack = {.page = json.at("page"),
                          .cpus = json.at("cpus"),
                          .batch = json.at("batch"),
                          .slots = json.at("slots"),
                          .flushes = json.at("flushes"),
                          .empty_workload = json.at("empty_workload")};
    job.settings.patience = Nanoseconds(json.at("patience").get<std::int64_t>());
    job.settings.timeout = Nanoseconds(json.at("timeout").get<std::int64_t>());
    job.settings.slowness = json.at("slowness");
    job.settings.watch_kernel_log = json.at("watch_kernel_log");
    if (const Json& ablation = json.at("ablation"); !ablation.is_null())
      job.ablation = ablation.get<std::size_t>();
    job.left_out = json.at("left_out");
    job.address_space.count = json.at("address_space");
    return job;
  } catch (const Json::exception& problem) {
    return failure("no job for a playing process: {}", problem.what());
  }
}

int play_job(int descriptor, const scenario::Catalogue& catalogue) {
  constexpr int misused = 2;
  const auto text = read_whole(descriptor);
  const auto job = text ? parse_job(*text) : std::unexpected(text.error());
  if (!job) {
    (void)std::fprintf(stderr, "limitest: %s\n", job.error().message.c_str());
    return misused;
  }
  // Orphans of the scenario's programs become our children, so that they cannot outlive us unseen.
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
  protect_from_oom_killer();
  bound_address_space(job->address_space);
  if (::ftruncate(descriptor, 0) != 0) return misused;
  const std::string line = result::end_line(play_one(*job, catalogue));
  return ::pwrite(descriptor, line.data(), line.size(), 0) == static_cast<ssize_t>(line.size()) ? 0 : misused;
}

}  // namespace limitest::engine
