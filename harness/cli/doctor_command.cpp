// SPDX-License-Identifier: Apache-2.0
#include <map>

#include <fmt/ranges.h>

#include "harness/cli/built_in.h"
#include "harness/cli/commands.h"
#include "harness/cli/selection.h"
#include "harness/cli/terminal.h"
#include "harness/engine/pace.h"
#include "harness/engine/session.h"
#include "harness/guest/acceleration.h"
#include "harness/guest/cache_folder.h"
#include "harness/guest/qemu.h"
#include "harness/scenario/config_options.h"

namespace limitest::cli {
namespace {

void heading(std::string_view text) {
  print(fmt::format("\n{}\n", text));
}

void row(std::string_view label, std::string_view value) {
  print(fmt::format("  {:<24} {}\n", label, value));
}

void show_machine(const engine::Machine& machine) {
  print(fmt::format("kernel {} on {} ({})\n", machine.kernel, machine.host, machine.architecture));
  for (const auto& [label, value] : describe(machine).facts) row(label, value);
  const engine::Configuration& configuration = machine.configuration;
  row("configuration", configuration.readable()
                           ? configuration.source
                           : "not readable (looked for /proc/config.gz, in /boot and /usr/lib/modules)");
  if (!configuration.readable()) return;
  for (const scenario::ConfigOption& option : scenario::config_options()) {
    const auto found = configuration.options.find(std::string(option.word));
    row("",
        fmt::format("{:<24} {}", option.word, found == configuration.options.end() ? "-" : found->second));
  }
}

void show_controllers() {
  heading("cgroup hierarchies");
  const auto text = read_file("/proc/self/mountinfo");
  const auto mounts = cgroup::parse_mountinfo(text.value_or(""));
  if (mounts.empty()) row("none", "no cgroup filesystem is mounted");
  for (const cgroup::Mount& mount : mounts) {
    std::string controllers = mount.options;
    if (mount.type == "cgroup2") {
      controllers = read_file(mount.point + "/cgroup.controllers").value_or("");
      if (controllers.size() <= 1) controllers = "no controllers";
      if (controllers.ends_with('\n')) controllers.pop_back();
    }
    row(mount.type == "cgroup2" ? "v2" : "v1", fmt::format("{}: {}", mount.point, controllers));
  }
}

void show_files(const engine::Probes& probes, cgroup::Hierarchy hierarchy) {
  heading(fmt::format("control files of hierarchy {}", to_string(hierarchy)));
  std::vector<std::string> missing;
  std::vector<std::string> present;
  for (const cgroup::ControlFile& file : cgroup::control_files()) {
    if (!(hierarchy == cgroup::Hierarchy::v1 ? file.v1 : file.v2)) continue;
    const std::string name(file.name);
    (probes.has_control_file(name) ? present : missing).push_back(name);
  }
  row(fmt::format("present ({})", present.size()), "");
  for (const std::string& name : present) row("", name);
  row(fmt::format("missing ({})", missing.size()), missing.empty() ? "none" : "");
  for (const std::string& name : missing) row("", name);
}

void show_guests() {
  heading("other kernels, in guests (--kernel IMAGE)");
  const auto qemu = guest::find_qemu();
  row("QEMU", qemu ? fmt::format("{} ({})", guest::qemu_version(*qemu), *qemu) : qemu.error().message);
  if (qemu) row("CPU", guest::accelerator_so_far(*qemu));
  const std::vector<std::string> kernels = guest::kernels_at_hand();
  row("kernels at hand", kernels.empty() ? "none; ci/kernels of the source tree fetches some" : "");
  for (const std::string& kernel : kernels) row("", kernel);
}

// "a, b, c and 208 more"
std::string some_of(const std::vector<std::string>& names) {
  constexpr std::size_t most = 3;
  const std::size_t shown = names.size() > most + 1 ? most : names.size();
  std::string text = fmt::format("{}", fmt::join(names.begin(), names.begin() + shown, ", "));
  if (shown < names.size()) text += fmt::format(" and {} more", names.size() - shown);
  return text;
}

// Scenarios with the same reason share a line; `limitest run` names each of them.
void show_skips(const engine::Machine& machine, const engine::Probes& probes) {
  const Selection all = select({}, built_in_catalogue(), false);
  std::map<std::string, std::vector<std::string>> reasons;
  for (const Selected& one : all.scenarios)
    if (const auto reason = reason_to_skip(one.scenario, machine, probes))
      reasons[*reason].push_back(one.scenario.name);
  std::size_t skipped = 0;
  for (const auto& [reason, names] : reasons) skipped += names.size();
  heading(fmt::format("of {} built-in scenarios, {} run here and {} are skipped", all.scenarios.size(),
                      all.scenarios.size() - skipped, skipped));
  for (const auto& [reason, names] : reasons) {
    print(fmt::format("  {}: {}\n", names.size(), reason));
    print(fmt::format("      {}\n", some_of(names)));
  }
}

int run(const Arguments&) {
  const engine::Machine machine = engine::look_at_machine();
  show_machine(machine);
  show_controllers();
  show_guests();
  if (!machine.location) {
    heading(machine.no_controller);
    return failed;
  }
  const auto programs = engine::find_programs();
  auto session = programs ? engine::Session::open(machine, *programs) : std::unexpected(programs.error());
  if (!session) {
    heading("nothing can run here: " + session.error().message);
    return failed;
  }
  const engine::Probes probes = session->probes();
  show_files(probes, machine.location->hierarchy);
  const auto slack = session->measure_slack(machine, *programs);
  heading("what a reading may be off by");
  row("charge stock", slack ? slack->explain_charged(0) : slack.error().message);
  heading("how deadlines are stretched");
  if (const auto touch = engine::measure_page_touch())
    row("pace", fmt::format("the first touch of a page costs {}, ordinary is up to {}: deadlines x {:.1f}",
                            to_string(*touch), to_string(engine::ordinary_touch), engine::slowness(*touch)));
  show_skips(machine, probes);
  return ok;
}

}  // namespace

const Command doctor_command{
    .name = "doctor",
    .words = "",
    .summary = "tell what this machine can test, what it cannot, and why",
    .description =
        "Shows the hierarchy of each controller and where it is mounted, kernel, configuration and boot "
        "parameters that matter, every control file present or missing, and which built-in scenarios will "
        "be skipped and how to change that. Exit status 0: scenarios can run here, 1: none can.",
    .options = {},
    .run = run};

}  // namespace limitest::cli
