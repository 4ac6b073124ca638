// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/launch.h"

#include <cstdlib>
#include <sstream>

#include <fcntl.h>
#include <unistd.h>

#include "harness/engine/usable_cpu.h"

namespace limitest::engine {
namespace {

// A workload prints only when something is wrong; a program of the user's may say more.
constexpr std::size_t workload_output = 4096;
constexpr std::size_t program_output = 65536;

struct Casting {
  std::string name;
  std::string cgroup;
  process::SpawnRequest request;
  bool reports = false;
  std::size_t output = 0;
};

Result<std::optional<process::SpawnFailure>> bring_on(Casting casting, Stage& stage) {
  const cgroup::Group* group = stage.group(casting.cgroup);
  if (group == nullptr) return failure("cgroup {} is not there to start {} in", casting.cgroup, casting.name);
  const auto attach = group->open_file(std::string(cgroup::attach_file(group->hierarchy())), O_WRONLY);
  if (!attach) return process::SpawnFailure{process::SpawnFailure::Stage::attach, attach.error()};
  auto output = LIMITEST_TRY(process::OutputPage::create(casting.output));
  std::optional<process::StatusPage> page;
  if (casting.reports) page.emplace(LIMITEST_TRY(process::StatusPage::create()));
  if (group->hierarchy() == cgroup::Hierarchy::v2) casting.request.into = group->directory();
  casting.request.attach = attach->number();
  casting.request.output = output.descriptor();
  casting.request.status = page ? page->descriptor() : -1;
  auto child = process::spawn(casting.request);
  if (!child) return child.error();
  stage.actors.erase(casting.name);
  Actor actor(casting.cgroup, std::move(*child), std::move(page), std::move(output));
  if (casting.request.cpu >= 0) actor.pinned_to(casting.request.cpu);
  stage.actors.emplace(casting.name, std::move(actor));
  return std::nullopt;
}

}  // namespace

std::expected<cgroup::Group, Errno> make_group(const cgroup::Group& parent, const std::string& name) {
  if (parent.hierarchy() == cgroup::Hierarchy::v2)
    if (const Errno answer = parent.write("cgroup.subtree_control", "+memory"); !answer.accepted())
      return std::unexpected(answer);
  return cgroup::Group::create(parent, name);
}

std::string find_program(const std::string& name) {
  if (name.find('/') != std::string::npos) return ::access(name.c_str(), X_OK) == 0 ? name : "";
  const char* path = std::getenv("PATH");
  std::istringstream folders(path != nullptr ? path : "/usr/local/bin:/usr/bin:/bin");
  for (std::string folder; std::getline(folders, folder, ':');)
    if (const std::string whole = folder + "/" + name; ::access(whole.c_str(), X_OK) == 0) return whole;
  return "";
}

namespace {

Result<std::string> path_of_control_file(const scenario::ControlRef& ref, const Stage& stage) {
  const cgroup::Group* group = stage.group(ref.cgroup);
  if (group == nullptr) return failure("cgroup {} is not there", ref.cgroup);
  const auto which = cgroup::resolve(ref.file, ref.field, group->hierarchy());
  if (!which) return failure("{} does not exist on {}", ref.file, to_string(group->hierarchy()));
  return fmt::format("{}/{}", group->path(), which->file->name);
}

// Where a task loses its CPU, the kernel writes to what the C library registers for rseq(2). That page may be
// swapped out, and where the group has no room for it and nobody to kill, the task gets SIGSEGV for it
// (kernel/rseq.c): an end that no workload asked for.
constexpr const char* no_restartable_sequences = "glibc.pthread.rseq=0";

}  // namespace

Result<std::optional<process::SpawnFailure>> start_workload(const scenario::Start& start, Stage& stage,
                                                            const std::string& workload_program) {
  std::vector<std::string> argv{"limitest-workload", start.workload};
  for (const auto& [name, value] : start.parameters) {
    argv.push_back("--" + name);
    argv.push_back(value);
  }
  for (const auto& [name, file] : start.files) {
    argv.push_back("--" + name);
    argv.push_back(LIMITEST_TRY(path_of_control_file(file, stage)));
  }
  argv.insert(argv.end(), {"--status-fd", fmt::format("{}", process::status_descriptor)});
  return bring_on({.name = start.process,
                   .cgroup = start.cgroup,
                   .request = {.path = workload_program,
                               .argv = std::move(argv),
                               .cpu = start.cpu ? usable_cpu(*start.cpu) : -1,
                               .tunables = no_restartable_sequences},
                   .reports = true,
                   .output = workload_output},
                  stage);
}

Result<std::optional<process::SpawnFailure>> run_program(const scenario::RunProgram& run, Stage& stage) {
  const std::string path = find_program(run.argv.front());
  if (path.empty()) return failure("program {} is not in PATH", run.argv.front());
  return bring_on({.name = run.process,
                   .cgroup = run.cgroup,
                   .request = {.path = path, .argv = run.argv},
                   .reports = false,
                   .output = program_output},
                  stage);
}

}  // namespace limitest::engine
