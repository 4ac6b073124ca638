// SPDX-License-Identifier: Apache-2.0
#include "harness/bench/counting/guest_figures.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <unistd.h>

#include "harness/bench/counting/functions.h"
#include "harness/bench/figures/markers.h"
#include "harness/engine/session.h"
#include "harness/guest/acceleration.h"
#include "harness/guest/errand.h"
#include "harness/guest/initramfs.h"
#include "harness/guest/kernel_image.h"
#include "harness/guest/qemu.h"

namespace limitest::bench {
namespace {

using result::Cost;
using result::Costs;

constexpr const char* plugin_name = "limitest-count.so";
constexpr Nanoseconds longest_silence = std::chrono::minutes(5);

// Reports of the plugin, in a folder of their own; gone with this.
class PluginReports {
 public:
  PluginReports() : folder_("/tmp/limitest-count-XXXXXX") { made_ = ::mkdtemp(folder_.data()) != nullptr; }
  ~PluginReports() {
    std::error_code none;
    if (made_) std::filesystem::remove_all(folder_, none);
  }
  PluginReports(const PluginReports&) = delete;
  PluginReports& operator=(const PluginReports&) = delete;
  [[nodiscard]] std::string path() const { return folder_ + "/report"; }
  [[nodiscard]] Result<std::string> read(int number) const {
    return read_file(fmt::format("{}.{}", path(), number));
  }

 private:
  std::string folder_;
  bool made_ = false;
};

// The static program lies at the same addresses in the guest as here.
Result<std::string> plugin_argument(const engine::Programs& programs, const PluginReports& reports) {
  const std::string plugin = std::filesystem::path(programs.limitest).parent_path() / plugin_name;
  if (::access(plugin.c_str(), R_OK) != 0)
    return failure("{} is not there; it must lie beside limitest", plugin);
  const auto address = [](void (*marker)()) {
    return fmt::format("{:x}", reinterpret_cast<std::uintptr_t>(marker));
  };
  return fmt::format("{},base={},subject={},control={},end={},report={},out={}", plugin,
                     address(limitest_mark_base), address(limitest_mark_subject),
                     address(limitest_mark_control), address(limitest_mark_end),
                     address(limitest_mark_report), reports.path());
}

void count_instructions(guest::BootRequest& request) {
  guest::Hardware& hardware = request.hardware;
  hardware.cpus = 1;
  hardware.accelerator = guest::Accelerator::tcg;
  hardware.one_thread = true;
  // The plain processor model: `max` counts each round of a string instruction.
  for (const char* word :
       {"-cpu", "qemu64", "-icount", "shift=0,sleep=off", "-rtc", "base=2024-01-01T00:00:00,clock=vm"})
    hardware.extra.emplace_back(word);
  request.append += " nokaslr norandmaps randomize_kstack_offset=off";
}

// What comes back: a line for each figure, and the kernel's symbols in pieces.
class Harvest {
 public:
  Harvest(Costs& costs, const std::function<void(const std::string&)>& progress)
      : costs_(costs), progress_(progress) {}

  [[nodiscard]] guest::Listener listener() {
    return {.hello = [this](const guest::Hello& hello) { return greet(hello); },
            .line = [this](const std::string& line) { return hear(line); }};
  }
  [[nodiscard]] const std::string& symbols() const { return symbols_; }

 private:
  Result<> greet(const guest::Hello& hello) {
    costs_.context.emplace_back("kernel", hello.release);
    costs_.context.emplace_back("hierarchy", hello.hierarchy);
    return {};
  }

  Result<> hear(const std::string& line) {
    constexpr std::string_view symbols = "symbols ";
    if (line.starts_with(symbols)) {
      symbols_ += line.substr(symbols.size());
      return {};
    }
    Costs more = LIMITEST_TRY(result::parse_costs(line));
    for (Cost& one : more.costs) {
      progress_(one.name);
      costs_.costs.push_back(std::move(one));
    }
    return {};
  }

  Costs& costs_;
  const std::function<void(const std::string&)>& progress_;
  std::string symbols_;
};

// The plugin reports figures in the order they were measured.
Result<> attribute(Costs& costs, const PluginReports& reports, const std::string& symbols_text) {
  const Symbols symbols(symbols_text);
  if (symbols.size() == 0) return failure("the guest told no kernel symbols");
  int number = 0;
  for (Cost& cost : costs.costs) {
    if (!cost.trouble.empty()) continue;
    const std::string report = LIMITEST_TRY(reports.read(number++));
    auto functions = LIMITEST_TRY(functions_in(report, symbols, cost.units));
    cost.functions = std::move(functions.more);
    cost.all_functions = std::move(functions.all);
  }
  return {};
}

}  // namespace

Result<Costs> measure_in_guest(const GuestFigures& wanted,
                               const std::function<void(const std::string&)>& progress) {
  const engine::Programs programs = LIMITEST_TRY(engine::find_programs());
  const guest::KernelImage image = LIMITEST_TRY(guest::open_kernel_image(wanted.image));
  guest::BootRequest request{.qemu = LIMITEST_TRY(guest::find_qemu()),
                             .image = &image,
                             .hardware = wanted.hardware,
                             .append = wanted.append};
  const PluginReports reports;
  std::vector<std::string> arguments{"figures", wanted.filter};
  if (wanted.instructions) {
    count_instructions(request);
    arguments.emplace_back("--count");
  } else {
    request.hardware.accelerator = choose_accelerator(request.qemu, image);
  }
  if (wanted.by_function) {
    request.hardware.extra.emplace_back("-plugin");
    request.hardware.extra.push_back(LIMITEST_TRY(plugin_argument(programs, reports)));
    arguments.emplace_back("--symbols");
  }
  constexpr Bytes disk_size{std::int64_t{128} << 20};
  const guest::Orders orders{.hierarchy = wanted.hierarchy,
                             .swap = wanted.swap,
                             .disk = wanted.instructions ? Bytes{} : disk_size,
                             .programs = {{.arguments = arguments, .swap = wanted.swap.count > 0}}};
  request.initramfs = LIMITEST_TRY(build_initramfs(programs, image, orders, {}));
  Costs costs;
  costs.context.emplace_back("date", utc_now());
  costs.context.emplace_back("executable", "limitest");
  if (wanted.instructions) {
    costs.context.emplace_back("design", counting_design);
    costs.context.emplace_back("meaning", what_instructions_mean);
  } else if (request.hardware.accelerator == guest::Accelerator::tcg) {
    costs.context.emplace_back("meaning", what_emulated_times_mean);
  }
  Harvest harvest(costs, progress);
  const auto last_words = LIMITEST_TRY(run_errand(request, harvest.listener(), longest_silence));
  if (costs.costs.empty()) return failure("nothing was measured: {}", last_words->said);
  if (wanted.by_function) LIMITEST_TRY_VOID(attribute(costs, reports, harvest.symbols()));
  return costs;
}

}  // namespace limitest::bench
