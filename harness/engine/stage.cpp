// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/stage.h"

#include <algorithm>

#include <poll.h>

#include "harness/process/orphans.h"

namespace limitest::engine {

const cgroup::Group* Stage::group(const std::string& name) const {
  if (name.empty()) return &top;
  if (name == "root") return root ? &*root : nullptr;
  const auto found = groups.find(name);
  return found == groups.end() ? nullptr : &found->second;
}

void Stage::add_group(const std::string& name, cgroup::Group group) {
  recorder.add_group(name, group);
  groups.insert_or_assign(name, std::move(group));
  made.push_back(name);
}

// One time for all: a notice that came before an end must not be dated after it, and it is read after.
void Stage::absorb() {
  const Nanoseconds at = now();
  for (auto& [name, actor] : actors)
    if (actor.alive() && actor.notice_end(at))
      recorder.mark(at, actor.ended_by_kill() ? "kill" : "end", fmt::format("{} {}", name, actor.ending()));
  process::reap_orphans([this](int pid) {
    return std::ranges::any_of(actors, [&](const auto& entry) { return entry.second.pid() == pid; });
  });
  for (auto& [name, listener] : listeners) {
    const std::uint64_t fresh = listener.source.take();
    if (fresh == 0) continue;
    listener.count += fresh;
    listener.last = at;
    if (!listener.first) listener.first = at;
    recorder.mark(at, "notice", fmt::format("{} fired ({})", name, listener.count));
  }
  recorder.sample_if_due();
}

bool Stage::wait(Nanoseconds span) {
  std::vector<pollfd> asked;
  for (const auto& [name, actor] : actors)
    if (actor.alive()) asked.push_back({.fd = actor.pidfd(), .events = POLLIN, .revents = 0});
  for (const auto& [name, listener] : listeners)
    asked.push_back(
        {.fd = listener.source.descriptor(), .events = listener.source.poll_events(), .revents = 0});
  const Nanoseconds pause = std::max(Nanoseconds(0), std::min(span, recorder.until_next_sample()));
  const timespec limit{.tv_sec = static_cast<time_t>(pause.count() / 1'000'000'000),
                       .tv_nsec = static_cast<long>(pause.count() % 1'000'000'000)};
  if (::ppoll(asked.data(), asked.size(), &limit, nullptr) <= 0) return false;
  std::size_t place = asked.size() - listeners.size();
  for (auto& [name, listener] : listeners) listener.source.woken(asked[place++].revents);
  return true;
}

}  // namespace limitest::engine
