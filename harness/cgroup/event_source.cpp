// SPDX-License-Identifier: Apache-2.0
#include "harness/cgroup/event_source.h"

#include <array>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

namespace limitest::cgroup {
namespace {

std::uint64_t take_eventfd(int descriptor) {
  std::uint64_t sum = 0;
  return ::read(descriptor, &sum, sizeof sum) == sizeof sum ? sum : 0;
}

std::uint64_t take_inotify(int descriptor) {
  alignas(inotify_event) std::array<char, 4096> buffer{};
  std::uint64_t events = 0;
  for (;;) {
    const ssize_t got = ::read(descriptor, buffer.data(), buffer.size());
    if (got <= 0) return events;
    for (ssize_t at = 0; at < got;) {
      const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
      if ((event->mask & IN_MODIFY) != 0) ++events;  // not that the group, and so the watch, is gone
      at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
    }
  }
}

// A kernel may be built without it; and a user has 128 instances (fs.inotify.max_user_instances), which a
// machine full of containers may have used up.
bool has_no_inotify(Errno answer) {
  return answer.code == ENOSYS || answer.code == EMFILE || answer.code == ENOSPC;
}

bool urgent(int descriptor) {
  pollfd asked{.fd = descriptor, .events = POLLPRI, .revents = 0};
  return ::poll(&asked, 1, 0) == 1 && (asked.revents & POLLPRI) != 0;
}

}  // namespace

std::expected<EventSource, Errno> EventSource::arm(const Group& group, const std::string& file,
                                                   const std::string& arguments) {
  return arm(group, file, arguments,
             [&](const std::string& request) { return group.write("cgroup.event_control", request); });
}

std::expected<EventSource, Errno> EventSource::arm(const Group& group, const std::string& file,
                                                   const std::string& arguments, const Ask& ask) {
  if (group.hierarchy() == Hierarchy::v1) return arm_eventfd(group, file, arguments, ask);
  if (file == "memory.pressure") return arm_pressure(group, file, arguments);
  if (arguments == "poll") return arm_poll(group, file);
  auto watched = arm_inotify(group, file);
  if (!watched && has_no_inotify(watched.error())) return arm_poll(group, file);
  return watched;
}

std::expected<EventSource, Errno> EventSource::arm_eventfd(const Group& group, const std::string& file,
                                                           const std::string& arguments, const Ask& ask) {
  Fd notices(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!notices) return std::unexpected(Errno{errno});
  const auto watched = group.open_file(file, O_RDONLY);
  if (!watched) return std::unexpected(watched.error());
  const std::string request =
      fmt::format("{} {}{}{}", notices.number(), watched->number(), arguments.empty() ? "" : " ", arguments);
  const Errno answer = ask(request);
  if (!answer.accepted()) return std::unexpected(answer);
  return EventSource(Kind::eventfd, std::move(notices), POLLIN);
}

std::expected<EventSource, Errno> EventSource::arm_inotify(const Group& group, const std::string& file) {
  Fd notices(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
  if (!notices || ::inotify_add_watch(notices.number(), (group.path() + "/" + file).c_str(), IN_MODIFY) < 0)
    return std::unexpected(Errno{errno});
  return EventSource(Kind::inotify, std::move(notices), POLLIN);
}

std::expected<EventSource, Errno> EventSource::arm_poll(const Group& group, const std::string& file) {
  auto watched = group.open_file(file, O_RDONLY);
  if (!watched) return std::unexpected(watched.error());
  // Only what changes after a read is told.
  if (auto text = read_whole(watched->number()); !text) return std::unexpected(Errno{text.error().code});
  return EventSource(Kind::poll, std::move(*watched), POLLPRI);
}

std::expected<EventSource, Errno> EventSource::arm_pressure(const Group& group, const std::string& file,
                                                            const std::string& arguments) {
  auto trigger = group.open_file(file, O_RDWR | O_NONBLOCK);
  if (!trigger) return std::unexpected(trigger.error());
  // The kernel takes the string with its terminating NUL (Documentation/accounting/psi.rst).
  const Errno answer =
      write_once(trigger->number(), std::string_view(arguments.c_str(), arguments.size() + 1));
  if (!answer.accepted()) return std::unexpected(answer);
  return EventSource(Kind::pressure, std::move(*trigger), POLLPRI);
}

void EventSource::woken(short events) {
  if ((events & POLLPRI) != 0) told_ = true;
}

std::uint64_t EventSource::take() {
  switch (kind_) {
    case Kind::eventfd:
      return take_eventfd(notices_.number());
    case Kind::inotify:
      return take_inotify(notices_.number());
    case Kind::poll:
    case Kind::pressure: {
      const bool fresh = std::exchange(told_, false) || urgent(notices_.number());
      if (fresh && kind_ == Kind::poll) (void)read_whole(notices_.number());
      return fresh ? 1 : 0;
    }
  }
  return 0;
}

}  // namespace limitest::cgroup
