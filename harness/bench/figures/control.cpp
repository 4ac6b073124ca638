// SPDX-License-Identifier: Apache-2.0
// Operations on control groups themselves. Writing to cgroup.procs after a pause waits for an RCU grace
// period (kernel commit 9a3284fad42f); measured in a row, as here, it does not.
#include <algorithm>
#include <array>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness/bench/figures/child.h"
#include "harness/bench/figures/figure.h"
#include "harness/bench/figures/memory.h"
#include "harness/cgroup/event_source.h"

namespace limitest::bench {
namespace {

// Functions as an operation, for what has no state worth a class.
class Steps : public Operation {
 public:
  using Step = std::function<Errno()>;
  Steps(Step prepare, Step timed, Step reset)
      : prepare_(std::move(prepare)), timed_(std::move(timed)), reset_(std::move(reset)) {}
  Errno prepare() override { return prepare_ ? prepare_() : Errno{}; }
  Errno run() override { return timed_(); }
  Errno reset() override { return reset_ ? reset_() : Errno{}; }

 private:
  Step prepare_, timed_, reset_;
};

Result<std::vector<Sample>> make_directory(const Scene& scene) {
  const std::string path = scene.top.path() + "/made";
  Steps operation(
      {}, [&] { return answer_of(::mkdir(path.c_str(), 0755)); },
      [&] { return answer_of(::rmdir(path.c_str())); });
  return repeat({.operation = &operation}, scene.budget);
}

Result<std::vector<Sample>> remove_directory(const Scene& scene) {
  const std::string path = scene.top.path() + "/made";
  Steps operation([&] { return answer_of(::mkdir(path.c_str(), 0755)); },
                  [&] { return answer_of(::rmdir(path.c_str())); }, {});
  return repeat({.operation = &operation}, scene.budget);
}

// Groups that were removed while a page of shared memory is still charged to each: the kernel keeps them
// until the page goes.
Result<Fd> make_zombies(const Scene& scene, int count) {
  Fd file = LIMITEST_TRY(memory_file());
  const Seat root = LIMITEST_TRY(scene.root_seat());
  for (int i = 0; i < count; ++i) {
    const Seat dying = LIMITEST_TRY(scene.seat("dying"));
    if (const Errno answer = dying.entrance()(); !answer.accepted())
      return failure("enter: {}", answer.described());
    const char byte = 1;
    const Errno written = answer_of(::pwrite(file.number(), &byte, 1, i * static_cast<off_t>(page_size)));
    if (const Errno answer = root.entrance()(); !answer.accepted())
      return failure("leave: {}", answer.described());
    if (!written.accepted()) return failure("charge a page: {}", written.described());
    if (const Errno answer = dying.group().remove(); !answer.accepted())
      return failure("remove {}: {}", dying.group().path(), answer.described());
  }
  return file;
}

// A removal amid zombies, against one before there were any: two phases, so the samples are paired in
// the order they were taken.
Result<std::vector<Sample>> remove_amid_zombies(const Scene& scene, int count) {
  const Scene half{
      .top = LIMITEST_TRY(make_group(scene.top, "half")), .root = scene.root, .budget = scene.budget / 2};
  const auto before = LIMITEST_TRY(remove_directory(half));
  const Fd kept = LIMITEST_TRY(make_zombies(half, count));
  const auto amid = LIMITEST_TRY(remove_directory(half));
  std::vector<Sample> samples;
  for (std::size_t i = 0; i + 1 < std::min(before.size(), amid.size()); i += 2)
    samples.push_back(
        {.subject = amid[i].subject, .base = before[i].subject, .control = before[i + 1].subject});
  return samples;
}

// By which file a process of another pid is attached; against nothing, since neither is the other's base.
Result<std::vector<Sample>> attach_other(const Scene& scene, const std::string& file) {
  const Seat one = LIMITEST_TRY(scene.seat("one"));
  const Seat other = LIMITEST_TRY(scene.seat("other"));
  const auto child = HeldChild::fork([] { return true; });
  if (!child) return failure("a process to attach did not start");
  const std::string pid = fmt::to_string(child->pid());
  std::array<Fd, 2> files;
  for (std::size_t i = 0; i < 2; ++i) {
    auto opened = (i == 0 ? one : other).group().open_file(file, O_WRONLY);
    if (!opened) return failure("this hierarchy has no {}: {}", file, opened.error().described());
    files[i] = std::move(*opened);
  }
  std::size_t at = 0;
  Steps operation({}, [&] { return write_once(files[at = 1 - at].number(), pid); }, {});
  return repeat({.operation = &operation}, scene.budget);
}

Result<std::vector<Sample>> attach_self(const Scene& scene) {
  const Seat one = LIMITEST_TRY(scene.seat("one"));
  const Seat other = LIMITEST_TRY(scene.seat("other"));
  const std::array entrances{one.entrance(), other.entrance()};
  std::size_t at = 0;
  Steps operation({}, [&] { return entrances[at = 1 - at](); }, {});
  return repeat({.operation = &operation}, scene.budget);
}

struct Listener {
  const char* name;
  const char* v1_file;  // null: this hierarchy has none of the kind
  const char* v2_file;
  const char* arguments;
};
constexpr Listener listeners[] = {
    {"oom", "memory.oom_control", nullptr, ""},
    {"threshold", "memory.usage_in_bytes", nullptr, "8M"},
    {"pressure_level", "memory.pressure_level", nullptr, "low"},
    {"events", nullptr, "memory.events", ""},
    {"psi", nullptr, "memory.pressure", "some 150000 1000000"},
};

Result<std::vector<Sample>> arm(const Scene& scene, const Listener& listener) {
  const char* file = scene.v1() ? listener.v1_file : listener.v2_file;
  if (file == nullptr) return failure("{} has no such listener", to_string(scene.top.hierarchy()));
  const Seat box = LIMITEST_TRY(scene.seat("box"));
  std::optional<cgroup::EventSource> armed;
  Steps operation(
      {},
      [&] {
        auto source = cgroup::EventSource::arm(box.group(), file, listener.arguments);
        if (!source) return source.error();
        armed.emplace(std::move(*source));
        return Errno{};
      },
      [&] {
        armed.reset();
        return Errno{};
      });
  return repeat({.operation = &operation}, scene.budget);
}

// By a descriptor that is kept, and against it by opening the file each time.
Result<std::vector<Sample>> read_control(const Scene& scene, const std::string& file) {
  const Seat box = LIMITEST_TRY(scene.seat("box"));
  auto kept = box.group().open_file(file, O_RDONLY);
  if (!kept) return failure("open {}: {}", file, kept.error().described());
  std::array<char, 16384> text{};
  Steps on_kept({}, [&] { return answer_of(::pread(kept->number(), text.data(), text.size(), 0)); }, {});
  Steps anew({},
             [&] {
               const auto opened = box.group().open_file(file, O_RDONLY);
               return opened ? answer_of(::pread(opened->number(), text.data(), text.size(), 0))
                             : opened.error();
             },
             {});
  return interleave({.operation = &on_kept}, {.operation = &anew}, scene.budget);
}

}  // namespace

Figures control_figures() {
  Figures all{
      {.name = "control/mkdir", .unit = "group", .measure = make_directory},
      {.name = "control/rmdir", .unit = "group", .measure = remove_directory},
      {.name = "control/attach/self", .unit = "write of 0", .measure = attach_self},
  };
  for (const int zombies : {10, 100, 1000})
    all.push_back({.name = fmt::format("control/rmdir/zombies:{}", zombies),
                   .unit = "group",
                   .measure = [zombies](const Scene& scene) { return remove_amid_zombies(scene, zombies); },
                   .processes = 3});
  for (const char* file : {"tasks", "cgroup.procs"})
    all.push_back({.name = fmt::format("control/attach/{}", file),
                   .unit = "write of a pid",
                   .measure = [file](const Scene& scene) { return attach_other(scene, file); }});
  for (const Listener& listener : listeners)
    all.push_back({.name = fmt::format("control/listen/{}", listener.name),
                   .unit = "listener armed",
                   .measure = [&listener](const Scene& scene) { return arm(scene, listener); }});
  all.push_back({.name = "control/read/usage",
                 .unit = "open, read, close",
                 .measure = [](const Scene& scene) { return read_control(scene, scene.usage_file()); }});
  all.push_back({.name = "control/read/stat", .unit = "open, read, close", .measure = [](const Scene& scene) {
                   return read_control(scene, "memory.stat");
                 }});
  return all;
}

}  // namespace limitest::bench
