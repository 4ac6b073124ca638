// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "harness/base/clock.h"
#include "harness/bench/overhead/figure.h"

namespace limitest::bench {
namespace {

constexpr int side_by_side = 100;
constexpr int one_by_one = 10;  // a tenth of them, since each takes its half second

constexpr const char* sleeping = R"(cgroups:
  box: {limit: 64M}
steps:
  - start: idle
    in: box
    with: {for: 500ms}
  - expect: idle exited with 0
)";

// A directory of `count` such scenarios, removed again.
class Folder {
 public:
  explicit Folder(int count)
      : path_(std::filesystem::temp_directory_path() / fmt::format("limitest-bench-{}", ::getpid())) {
    std::filesystem::create_directory(path_);
    for (int i = 0; i < count; ++i) std::ofstream(path_ / fmt::format("sleep-{}.yaml", i)) << sleeping;
  }
  ~Folder() {
    std::error_code none;
    std::filesystem::remove_all(path_, none);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

Result<double> seconds_of_run(const std::string& limitest, const Folder& folder, int jobs) {
  const std::string command =
      fmt::format("{} run -j {} {} > /dev/null 2>&1", limitest, jobs, folder.path().string());
  const Nanoseconds begin = monotonic_now();
  const int status = std::system(command.c_str());
  if (status != 0) return failure("`{}` ended with status {}", command, status);
  return static_cast<double>((monotonic_now() - begin).count()) / 1e9;
}

}  // namespace

Result<Figure> parallel_speed_up(const Bench& bench) {
  double parallel = 0;
  double serial = 0;
  {
    const Folder folder(side_by_side);
    parallel = LIMITEST_TRY(seconds_of_run(bench.programs.limitest, folder, side_by_side));
  }
  {
    const Folder folder(one_by_one);
    serial = LIMITEST_TRY(seconds_of_run(bench.programs.limitest, folder, 1)) * side_by_side / one_by_one;
  }
  return Figure{"100 scenarios of 0.5 s: -j 100 against one by one",
                serial / parallel,
                "x",
                false,
                60,
                fmt::format("{:.2f} s against {:.1f} s (ten measured)", parallel, serial)};
}

}  // namespace limitest::bench
