// SPDX-License-Identifier: Apache-2.0
// What the number of groups costs: the same operations with 10 groups and with 100, 1000 or 10,000 beside
// them. The groups come and go between phases, few, many, few, and a sample of the many is paired with
// one of the few from the phases before and after.
#include <algorithm>
#include <array>
#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/base/fd.h"
#include "harness/bench/figures/crowd.h"
#include "harness/bench/figures/figure.h"
#include "harness/process/spawn.h"

namespace limitest::bench {
namespace {

constexpr int few = 10;

class Read : public Operation {
 public:
  explicit Read(Fd file) : file_(std::move(file)) {}
  Errno run() override { return answer_of(::pread(file_.number(), text_.data(), text_.size(), 0)); }

 private:
  Fd file_;
  std::array<char, 16384> text_{};
};

class Make : public Operation {
 public:
  explicit Make(std::string path) : path_(std::move(path)) {}
  Errno run() override { return answer_of(::mkdir(path_.c_str(), 0755)); }
  Errno reset() override { return answer_of(::rmdir(path_.c_str())); }

 private:
  std::string path_;
};

// mkdir, start a program in the group, see it end, rmdir.
class Spawn : public Operation {
 public:
  Spawn(const cgroup::Group& place, std::string program) : place_(place), program_(std::move(program)) {}
  Errno run() override {
    auto group = cgroup::Group::create(place_, "spawned");
    if (!group) return group.error();
    const auto attach = group->open_file(std::string(cgroup::attach_file(group->hierarchy())), O_WRONLY);
    if (!attach) return attach.error();
    const auto child = process::spawn({.path = program_, .argv = {"true"}, .attach = attach->number()});
    if (!child) return child.error().answer;
    if (const Errno ended = answer_of(::waitpid(child->pid, nullptr, 0)); !ended.accepted()) return ended;
    for (;;) {
      const Errno answer = group->remove();
      if (answer.code != EBUSY) return answer;
    }
  }

 private:
  const cgroup::Group& place_;
  std::string program_;
};

using MakeGrowing =
    std::function<Result<std::unique_ptr<Operation>>(const Scene&, const cgroup::Group& place)>;

Result<std::vector<Sample>> grow(const Scene& scene, int many, const MakeGrowing& make) {
  const cgroup::Group place = LIMITEST_TRY(make_group(scene.top, "crowd"));
  Crowd crowd(place);
  const auto operation = LIMITEST_TRY(make(scene, place));
  const auto phase = [&](int count) -> Result<std::vector<Sample>> {
    if (const Errno answer = crowd.resize(count); !answer.accepted())
      return failure("have {} groups: {}", count, answer.described());
    return repeat({.operation = operation.get()}, scene.budget / 3, 30);
  };
  const auto before = LIMITEST_TRY(phase(few));
  const auto amid = LIMITEST_TRY(phase(many));
  const auto after = LIMITEST_TRY(phase(few));
  std::vector<Sample> samples;
  for (std::size_t i = 0; i < std::min({before.size(), amid.size(), after.size()}); ++i) {
    const bool even = i % 2 == 0;
    samples.push_back({.subject = amid[i].subject,
                       .base = (even ? before : after)[i].subject,
                       .control = (even ? after : before)[i].subject});
  }
  return samples;
}

Result<std::unique_ptr<Operation>> read_file_of(const cgroup::Group& group, const std::string& file) {
  auto opened = group.open_file(file, O_RDONLY);
  if (!opened) return failure("open {}: {}", file, opened.error().described());
  return std::make_unique<Read>(std::move(*opened));
}

// The usage of every group in turn, from descriptors that are kept: what a monitor does ten times a second.
class Sweep : public Operation {
 public:
  explicit Sweep(std::vector<Fd> files) : files_(std::move(files)) {}
  Errno run() override {
    for (const Fd& file : files_)
      if (const Errno answer = answer_of(::pread(file.number(), text_.data(), text_.size(), 0));
          !answer.accepted())
        return answer;
    return {};
  }
  [[nodiscard]] double units() const override { return static_cast<double>(files_.size()); }

 private:
  std::vector<Fd> files_;
  std::array<char, 64> text_{};
};

Result<std::vector<Sample>> sweep(const Scene& scene, int count) {
  Crowd crowd(scene.top);
  if (const Errno answer = crowd.resize(count); !answer.accepted())
    return failure("have {} groups: {}", count, answer.described());
  std::vector<Fd> files;
  for (int i = 0; i < count; ++i)
    files.push_back(
        LIMITEST_TRY(open_at(scene.top.directory(), fmt::format("g{}/{}", i, scene.usage_file()), O_RDONLY)));
  Sweep operation(std::move(files));
  return repeat({.operation = &operation}, scene.budget);
}

}  // namespace

Figures growth_figures() {
  const std::pair<const char*, MakeGrowing> operations[] = {
      {"read_usage", [](const Scene& scene,
                        const cgroup::Group& place) { return read_file_of(place, scene.usage_file()); }},
      {"read_stat",
       [](const Scene&, const cgroup::Group& place) { return read_file_of(place, "memory.stat"); }},
      {"create",
       [](const Scene&, const cgroup::Group& place) -> Result<std::unique_ptr<Operation>> {
         return std::make_unique<Make>(place.path() + "/made");
       }},
      {"spawn",
       [](const Scene&, const cgroup::Group& place) -> Result<std::unique_ptr<Operation>> {
         return std::make_unique<Spawn>(place, "/bin/true");
       }},
  };
  Figures all;
  for (const auto& [name, make] : operations)
    for (const int many : {100, 1000, 10'000})
      all.push_back({.name = fmt::format("growth/{}/groups:{}", name, many),
                     .unit = "operation",
                     .measure = [many, make = make](const Scene& scene) { return grow(scene, many, make); },
                     .processes = many < 10'000 ? 5 : 3});
  for (const int groups : {10, 100, 1000})
    all.push_back({.name = fmt::format("growth/sweep/groups:{}", groups),
                   .unit = "usage read of each group",
                   .measure = [groups](const Scene& scene) { return sweep(scene, groups); }});
  return all;
}

}  // namespace limitest::bench
