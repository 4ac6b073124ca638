// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <filesystem>

#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/base/fd.h"
#include "harness/bench/counting/guest_figures.h"
#include "harness/cli/commands.h"
#include "harness/cli/file_outputs.h"
#include "harness/cli/guest_options.h"
#include "harness/cli/output_file.h"
#include "harness/cli/terminal.h"
#include "harness/result/costs.h"
#include "reports/costs.h"

namespace limitest::cli {
namespace {

const std::string kinds[] = {"json", "html"};

Result<std::string> find_bench() {
  std::error_code problem;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", problem);
  std::string program = self.parent_path() / "limitest-bench";
  if (problem || ::access(program.c_str(), X_OK) != 0)
    return failure(
        "{} is not there: put it beside limitest, or measure in a guest (--kernel), which needs no other "
        "program",
        program);
  return program;
}

// On our terminal; returns its exit status.
Result<int> run_program(std::vector<std::string> words) {
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  pid_t pid = 0;
  if (const int refused = ::posix_spawn(&pid, argv[0], nullptr, nullptr, argv.data(), environ); refused != 0)
    return failure("cannot start {}: {}", words[0], Errno{refused}.described());
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  constexpr int signalled = 128;
  return WIFEXITED(status) ? WEXITSTATUS(status) : signalled + WTERMSIG(status);
}

Result<> write_outputs(const std::vector<FileOutput>& outputs, const std::string& json) {
  for (const FileOutput& one : outputs) {
    const std::string content =
        one.kind == "json" ? json : reports::render_costs_html({LIMITEST_TRY(result::parse_costs(json))});
    LIMITEST_TRY_VOID(write_output(one.path, content));
  }
  return {};
}

Result<int> measure_here(const Arguments& arguments, const std::vector<FileOutput>& outputs) {
  const std::string program = LIMITEST_TRY(find_bench());
  if (arguments.has("list")) {
    std::vector<std::string> words{program, "--list"};
    words.insert(words.end(), arguments.words.begin(), arguments.words.end());
    return run_program(std::move(words));
  }
  const Fd json(::memfd_create("limitest-bench", MFD_CLOEXEC));  // nothing is left behind, whoever dies
  if (!json) return std::unexpected(Error::from_errno("make memory for the figures"));
  const std::string path = fmt::format("/proc/{}/fd/{}", ::getpid(), json.number());
  std::vector<std::string> words{program, "--benchmark_out=" + path, "--benchmark_out_format=json"};
  if (!arguments.words.empty()) words.push_back("--benchmark_filter=" + arguments.words[0]);
  const int status = LIMITEST_TRY(run_program(std::move(words)));
  constexpr int some_not_measured = 4;
  if (status == bad_usage || status == broken) return status;  // it has said why
  if (status != ok && status != some_not_measured) return failure("{} ended with status {}", program, status);
  const std::string text = LIMITEST_TRY(read_whole(json.number()));
  LIMITEST_TRY_VOID(write_outputs(outputs, text));
  return ok;
}

constexpr const char* figures_to_count =
    "^((charge|uncharge|kernel)/.*/(child|depth:64)|move/[a-z]+/process)$";

Result<int> measure_elsewhere(const Arguments& arguments, const std::vector<FileOutput>& outputs) {
  const guest::GuestRequest wishes = LIMITEST_TRY(guest_wishes(arguments));
  const bool instructions = arguments.has("instructions") || arguments.has("by-function");
  const bench::GuestFigures wanted{.image = arguments.one("kernel"),
                                   .hierarchy = wishes.hierarchy,
                                   .hardware = wishes.hardware,
                                   .swap = instructions ? Bytes{} : wishes.swap,
                                   .append = wishes.append,
                                   .filter = !arguments.words.empty() ? arguments.words[0]
                                             : instructions           ? figures_to_count
                                                                      : ".",
                                   .instructions = instructions,
                                   .by_function = arguments.has("by-function")};
  LiveLine live(STDERR_FILENO);
  const auto costs =
      LIMITEST_TRY(bench::measure_in_guest(wanted, [&](const std::string& figure) { live.show(figure); }));
  live.clear();
  print(reports::render_costs_text(costs));
  LIMITEST_TRY_VOID(write_outputs(outputs, result::to_json(costs)));
  return ok;
}

Result<> check_options(const Arguments& arguments) {
  const bool instructions = arguments.has("instructions") || arguments.has("by-function");
  if (arguments.has("kernel") && arguments.has("list"))
    return failure("bench: --list names the figures and measures nothing; leave --kernel out");
  if (instructions && !arguments.has("kernel"))
    return failure("bench: instructions are counted in a guest; name its kernel with --kernel");
  if (instructions && arguments.has("swap"))
    return failure("bench: instructions are counted without swap; leave --swap out");
  return arguments.has("kernel") ? Result<>{} : refuse_without_guest(arguments);
}

int run(const Arguments& arguments) {
  if (arguments.words.size() > 1) return refuse("bench: one filter at most");
  const auto outputs = understand_outputs(arguments.all("output"), kinds);
  if (!outputs) return refuse(outputs.error().message);
  if (const Result<> checked = check_options(arguments); !checked) return refuse(checked.error().message);
  const auto status =
      arguments.has("kernel") ? measure_elsewhere(arguments, *outputs) : measure_here(arguments, *outputs);
  if (status) return *status;
  complain(status.error().message);
  return broken;
}

const Option options[] = {
    {"-o,--output", "KIND=FILE",
     "write the figures: json (Google Benchmark's format) or html; may be repeated", true},
    {"--list", "", "list the figures that match and measure nothing"},
    {"--kernel", "IMAGE",
     "boot this kernel in QEMU and measure there: a bzImage, a vmlinux or a Debian package"},
    {"--instructions", "",
     "count instructions instead of time: the same number in every run, but neither caches nor contention"},
    {"--by-function", "", "say which kernel functions those instructions are in"},
    hierarchy_option,
    memory_option,
    cpus_option,
    swap_option,
    append_option,
};

}  // namespace

const Command bench_command{
    .name = "bench",
    .words = "[FILTER]",
    .summary = "measure what charges, limits and cgroups cost on this kernel",
    .description =
        "Measures the figures whose name the regular expression FILTER matches, as in charge/anon or "
        "'charge/.*/child$'. A ratio is that of two conditions interleaved in one process, the median of "
        "several processes, with a 95 % interval and the ratio of the base to itself (A/A). A figure that "
        "this machine cannot tell says why; that is no failure.",
    .options = options,
    .run = run};

}  // namespace limitest::cli
