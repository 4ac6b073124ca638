// SPDX-License-Identifier: Apache-2.0
#include <array>

#include <fcntl.h>
#include <unistd.h>

#include "harness/bench/overhead/figure.h"
#include "harness/bench/pairs.h"
#include "harness/engine/launch.h"
#include "harness/engine/recorder.h"

namespace limitest::bench {
namespace {

constexpr int groups = 200;
constexpr int rounds = 400;

}  // namespace

Result<Figure> sampling(const Bench& bench) {
  auto top = engine::make_group(bench.session.tree(), "sampling");
  if (!top) return failure("cannot make a cgroup: {}", top.error().described());
  engine::Recorder recorder(monotonic_now());
  std::vector<Fd> kept;
  for (int i = 0; i < groups; ++i) {
    auto group = engine::make_group(*top, fmt::format("g{}", i));
    if (!group) return failure("cannot make a cgroup: {}", group.error().described());
    recorder.add_group(fmt::format("g{}", i), *group);
    auto usage =
        group->open_file(std::string(cgroup::resolve("usage", "", group->hierarchy())->file->name), O_RDONLY);
    if (!usage) return failure("cannot open usage: {}", usage.error().described());
    kept.push_back(std::move(*usage));
  }
  const auto bare = [&] {
    std::array<char, 32> text{};
    for (const Fd& file : kept) (void)!::pread(file.number(), text.data(), text.size(), 0);
  };
  const Paired paired = compare_pairs(
      rounds, [&] { recorder.sample_now(); }, bare);
  LIMITEST_TRY_VOID(cgroup::empty_and_remove(*top, std::chrono::seconds(30)));
  return Figure{"sampling usage / a bare pread",
                paired.ratio,
                "x",
                true,
                1.2,
                fmt::format("{:.2f} us against {:.2f} us a group, {} groups, {} pairs",
                            paired.a / groups / 1e3, paired.b / groups / 1e3, groups, rounds)};
}

}  // namespace limitest::bench
