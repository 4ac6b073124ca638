// SPDX-License-Identifier: Apache-2.0
#include "harness/bench/figures/scene.h"

#include <fcntl.h>

#include "harness/engine/launch.h"

namespace limitest::bench {

Result<cgroup::Group> make_group(const cgroup::Group& parent, const std::string& name) {
  auto made = engine::make_group(parent, name);
  if (!made) return failure("cannot make a cgroup in {}: {}", parent.path(), made.error().described());
  return std::move(*made);
}

Result<> set(const cgroup::Group& group, const std::string& file, const std::string& value) {
  const Errno answer = group.write(file, value);
  if (answer.accepted()) return {};
  return failure("write {} to {}/{}: {}", value, group.path(), file, answer.described());
}

Result<Seat> Seat::in(cgroup::Group group) {
  auto attach = group.open_file(std::string(cgroup::attach_file(group.hierarchy())), O_WRONLY);
  if (!attach) return failure("cannot attach to {}: {}", group.path(), attach.error().described());
  return Seat(std::move(group), std::move(*attach));
}

std::function<Errno()> Seat::entrance() const {
  return [attach = attach_] { return write_once(attach->number(), "0"); };
}

Result<Seat> Scene::root_seat() const {
  auto group = cgroup::Group::open(root, top.hierarchy());
  if (!group) return failure("cannot open {}: {}", root, group.error().described());
  return Seat::in(std::move(*group));
}

Result<Seat> Scene::seat(int depth) const {
  auto group = cgroup::Group::open(top.path(), top.hierarchy());
  if (!group) return failure("cannot open {}: {}", top.path(), group.error().described());
  if (depth == 1 && !v1()) LIMITEST_TRY_VOID(set(top, "cgroup.subtree_control", "-memory"));
  for (int level = 1; level < depth; ++level) *group = LIMITEST_TRY(make_group(*group, "d"));
  return Seat::in(std::move(*group));
}

Result<Seat> Scene::seat(const std::string& name, std::optional<Bytes> limit) const {
  cgroup::Group group = LIMITEST_TRY(make_group(top, name));
  if (limit) LIMITEST_TRY_VOID(set(group, limit_file(), fmt::to_string(limit->count)));
  return Seat::in(std::move(group));
}

Result<Fd> open_limit(const Scene& scene, const Seat& seat) {
  auto file = seat.group().open_file(scene.limit_file(), O_WRONLY);
  if (!file) return failure("open {}: {}", scene.limit_file(), file.error().described());
  return std::move(*file);
}

}  // namespace limitest::bench
