// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/proving.h"

#include <algorithm>
#include <map>

#include "harness/cli/built_in.h"
#include "harness/cli/tasks.h"
#include "harness/engine/applies.h"
#include "harness/scenario/ablation.h"

namespace limitest::cli {
namespace {

// What a scenario needs to come true takes no longer than it took as a whole; the rest is for a machine that
// is busier with the ablations than it was before.
Nanoseconds patience_after(Nanoseconds unablated) {
  constexpr int busier = 3;
  constexpr Nanoseconds least = std::chrono::milliseconds(300);
  return least + busier * unablated;
}

class Proving {
 public:
  Proving(const Selection& selection, engine::Machine machine, unsigned jobs, Interruption& interruption,
          ProofBook& book)
      : selection_(selection),
        machine_(std::move(machine)),
        jobs_(jobs),
        interruption_(interruption),
        book_(book) {}

  // False when interrupted.
  Result<bool> run() {
    const engine::Programs programs = LIMITEST_TRY(engine::find_programs());
    const engine::Session session = LIMITEST_TRY(engine::Session::open(machine_, programs));
    const engine::PlaySettings settings = LIMITEST_TRY(settings_for(machine_, session, programs));
    const auto cpus = static_cast<unsigned>(machine_.cpus);
    if (!LIMITEST_TRY(play(unablated(session, settings), programs, cpus))) return false;
    const std::vector<engine::Task> tasks = ablated(session, settings);
    if (!LIMITEST_TRY(play(tasks, programs, jobs_))) return false;
    std::vector<engine::Task> again = only_broken(tasks);
    if (again.empty()) return true;
    second_time_ = true;
    return play(std::move(again), programs, cpus);
  }

 private:
  std::vector<engine::Task> unablated(const engine::Session& session, const engine::PlaySettings& settings) {
    const engine::Probes probes = session.probes();
    std::vector<engine::Task> tasks;
    for (const Selected& one : selection_.scenarios) {
      if (reason_to_skip(one.scenario, machine_, probes)) continue;
      playable_.push_back(&one);
      tasks.push_back(make_task(one, ++number_, machine_, session, settings));
    }
    return tasks;
  }

  std::vector<engine::Task> ablated(const engine::Session& session, engine::PlaySettings settings) {
    std::vector<engine::Task> tasks;
    for (const Selected* one : playable_) {
      const result::Outcome& whole = outcomes_[one->scenario.name];
      if (whole.verdict != result::Verdict::pass) {
        book_.add(reports::Unproved{whole.scenario, fmt::format("it ended with {} as it is: {}",
                                                                to_string(whole.verdict), whole.reason)});
        continue;
      }
      settings.patience = patience_after(whole.duration);
      const auto ablations = scenario::ablations_of(one->scenario, built_in_catalogue(), settings.patience);
      if (ablations.empty())
        book_.add(reports::Unproved{whole.scenario, "it has nothing that could be left out"});
      for (std::size_t i = 0; i < ablations.size(); ++i) {
        if (is_nothing_here(*one, ablations[i])) continue;
        tasks.push_back(make_task(*one, ++number_, machine_, session, settings));
        tasks.back().job.ablation = i;
        tasks.back().known.clear();
        tasks.back().repeat.reset();
        tasks.back().job.address_space = most_mapped();
        // Without the write that was left out a grower may take all that it may map.
        if (ablations[i].words.starts_with("without: ")) tasks.back().memory = most_mapped();
        proofs_[tasks.back().job.name()] = {.scenario = one->scenario.name,
                                            .ablation = ablations[i].words,
                                            .file = one->source->file,
                                            .line = ablations[i].at.line};
      }
    }
    return tasks;
  }

  // Those that broke are played once more, with less beside them: a busy machine breaks many.
  std::vector<engine::Task> only_broken(const std::vector<engine::Task>& tasks) {
    std::vector<engine::Task> again;
    std::ranges::copy_if(tasks, std::back_inserter(again), [this](const engine::Task& task) {
      return proofs_[task.job.name()].verdict == result::Verdict::broken;
    });
    return again;
  }

  // Enough for any scenario, little enough for several side by side.
  [[nodiscard]] Bytes most_mapped() const {
    constexpr std::int64_t enough = 2LL << 30;
    return {std::min(enough, machine_.memory_available.count / 8)};
  }

  // Whether the thing has no part in what happens on this machine: a step for other kernels, or a ban on
  // swapping where there is no swap.
  [[nodiscard]] bool is_nothing_here(const Selected& one, const scenario::Ablation& ablation) const {
    const auto left_out = engine::steps_left_out(one.scenario, machine_);
    for (std::size_t i = 0; i < left_out.size(); ++i)
      if (const auto& at = one.scenario.steps[i].at; !left_out[i].empty())
        if (at.line == ablation.at.line && at.column == ablation.at.column) return true;
    constexpr std::string_view of_swap[] = {"swapping", "memory.swappiness", "memory.swap.max"};
    return machine_.swap_total.count == 0 &&
           std::ranges::find(of_swap, ablation.unwritten) != std::end(of_swap);
  }

  Result<bool> play(std::vector<engine::Task> tasks, const engine::Programs& programs, unsigned jobs) {
    book_.plan({tasks.size()});
    return supervise(std::move(tasks),
                     {.program = programs.limitest,
                      .jobs = jobs,
                      .memory = {machine_.memory_available.count / 4 * 3},
                      .swap = {machine_.swap_free.count / 4 * 3},
                      .wake_descriptor = interruption_.descriptor()},
                     {.started = [](const std::string&) {},
                      .ended = [this](result::Outcome outcome) { ended(std::move(outcome)); },
                      .interrupted = [this] { return interruption_.happened(); }});
  }

  void ended(result::Outcome outcome) {
    const auto ablated = proofs_.find(outcome.scenario);
    if (ablated == proofs_.end()) {
      outcomes_[outcome.scenario] = std::move(outcome);
      return book_.tick();
    }
    ablated->second.verdict = outcome.verdict;
    ablated->second.reason = std::move(outcome.reason);
    if (outcome.verdict == result::Verdict::broken && !second_time_) return book_.tick();
    book_.add(ablated->second);
  }

  const Selection& selection_;
  engine::Machine machine_;
  unsigned jobs_;
  Interruption& interruption_;
  ProofBook& book_;
  std::size_t number_ = 0;
  std::vector<const Selected*> playable_;
  std::map<std::string, result::Outcome> outcomes_;  // unablated
  std::map<std::string, reports::Proof> proofs_;     // to be, by the name of the job
  bool second_time_ = false;
};

}  // namespace

Result<bool> prove_on(engine::Machine machine, const Selection& selection, unsigned jobs,
                      Interruption& interruption, ProofBook& book) {
  return Proving(selection, std::move(machine), jobs, interruption, book).run();
}

}  // namespace limitest::cli
