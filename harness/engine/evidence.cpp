// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/evidence.h"

#include <fmt/ranges.h>

#include "harness/process/task_state.h"

namespace limitest::engine {
namespace {

constexpr std::size_t longest_text = 16384;

std::string shortened(std::string text) {
  if (text.size() <= longest_text) return text;
  text.resize(longest_text);
  return text + "\n... (cut off here)";
}

// Files of one number share a table; the others get a page each.
void add_group(const std::string& name, const cgroup::Group& group, std::vector<result::Evidence>& all) {
  std::string table;
  std::vector<result::Evidence> pages;
  for (const cgroup::ControlFile& file : cgroup::control_files()) {
    const bool ours = group.hierarchy() == cgroup::Hierarchy::v1 ? file.v1 : file.v2;
    const std::string file_name(file.name);
    if (!ours || file.shape == cgroup::Shape::none || !group.has(file_name)) continue;
    const auto text = group.read(file_name);
    if (!text) {
      table += fmt::format("{} cannot be read: {}\n", file.name, text.error().described());
    } else if (file.shape == cgroup::Shape::single) {
      table += fmt::format("{} {}", file.name, *text);
    } else if (!text->empty()) {
      pages.push_back({fmt::format("{}/{}", name, file.name), shortened(*text)});
    }
  }
  if (!table.empty()) all.push_back({name + ": control files", std::move(table)});
  std::ranges::move(pages, std::back_inserter(all));
}

std::string task_text(int task) {
  const auto state = process::task_state(task);
  if (!state) return fmt::format("task {}: gone\n", task);
  const std::string stack = process::kernel_stack(task);
  return fmt::format("task {}: state {}, {} ticks of CPU, wchan {}\n{}", task, state->letter, state->ticks,
                     process::wait_channel(task), stack.empty() ? "" : stack);
}

void add_actor(const std::string& name, const Actor& actor, Nanoseconds now,
               std::vector<result::Evidence>& all) {
  std::string text = fmt::format("{} {}\n", name, actor.condition(now));
  if (actor.is_workload()) {
    const process::Report report = actor.report();
    text += fmt::format("touched {}, progress {}, {} refused calls (last errno {}), {} children\n",
                        to_exact_string(Bytes{static_cast<std::int64_t>(report.touched)}), report.progress,
                        report.failures, report.last_errno, report.children);
  }
  if (actor.alive())
    for (const int task : process::threads_of(actor.pid())) text += task_text(task);
  all.push_back(
      {fmt::format("{} (pid {}, in {})", name, actor.pid(), actor.cgroup()), shortened(std::move(text))});
  if (const std::string printed = actor.output(); !printed.empty())
    all.push_back({name + ": output", shortened(printed)});
}

}  // namespace

std::vector<result::Evidence> gather_evidence(const Stage& stage,
                                              const std::vector<std::string>& kernel_log) {
  std::vector<result::Evidence> all;
  for (const auto& [name, actor] : stage.actors) add_actor(name, actor, stage.now(), all);
  for (const auto& [name, group] : stage.groups) add_group(name, group, all);
  if (!kernel_log.empty()) all.push_back(evidence_of(kernel_log));
  return all;
}

result::Evidence evidence_of(const std::vector<std::string>& kernel_log) {
  return {"kernel log since the start", shortened(fmt::format("{}", fmt::join(kernel_log, "\n")))};
}

}  // namespace limitest::engine
