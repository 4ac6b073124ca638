// SPDX-License-Identifier: Apache-2.0
#include "harness/bench/figures/figure.h"

namespace limitest::bench {
namespace {

using Place = std::function<Result<Seat>(const Scene&)>;

constexpr Bytes never_reached{1LL << 30};

Result<Seat> limited_child(const Scene& scene) {
  LIMITEST_TRY_VOID(set(scene.top, scene.limit_file(), fmt::to_string(never_reached.count)));
  return scene.seat(1);
}

Figure against_root(std::string name, std::string unit, const MakeOperation& make, Place place) {
  return {.name = std::move(name),
          .unit = std::move(unit),
          .measure = [make, place = std::move(place)](const Scene& scene) -> Result<std::vector<Sample>> {
            const Seat root = LIMITEST_TRY(scene.root_seat());
            const Seat there = LIMITEST_TRY(place(scene));
            const auto operation = LIMITEST_TRY(make());
            return interleave({root.entrance(), operation.get()}, {there.entrance(), operation.get()},
                              scene.budget);
          }};
}

}  // namespace

Figures in_every_place(const std::string& name, const std::string& unit, const MakeOperation& make) {
  Figures all;
  all.push_back(
      against_root(name + "/root", unit, make, [](const Scene& scene) { return scene.root_seat(); }));
  all.push_back(against_root(name + "/child", unit, make, [](const Scene& scene) { return scene.seat(1); }));
  all.push_back(against_root(name + "/limit", unit, make, limited_child));
  for (const int depth : {2, 4, 16, 64})
    all.push_back(against_root(fmt::format("{}/depth:{}", name, depth), unit, make,
                               [depth](const Scene& scene) { return scene.seat(depth); }));
  return all;
}

}  // namespace limitest::bench
