// SPDX-License-Identifier: Apache-2.0
// What the kernel can notify us of, as descriptors to poll: eventfds registered through
// cgroup.event_control (v1: OOM, usage thresholds, pressure), inotify on the events files and PSI
// triggers (v2). A v1 eventfd also fires when its group is removed: whoever is woken reads the state.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <string>

#include "harness/cgroup/group.h"

namespace limitest::cgroup {

class EventSource {
 public:
  // Registers for `file` with the arguments the kernel takes there: "8M" for a threshold,
  // "low,hierarchy" for memory.pressure_level, "some 150000 1000000" for memory.pressure; "poll" for
  // an events file whose notices are to come by poll(2) instead of inotify(7).
  static std::expected<EventSource, Errno> arm(const Group& group, const std::string& file,
                                               const std::string& arguments);
  // The same where `ask` writes the request to a cgroup.event_control (v1), perhaps as another user.
  using Ask = std::function<Errno(const std::string& request)>;
  static std::expected<EventSource, Errno> arm(const Group& group, const std::string& file,
                                               const std::string& arguments, const Ask& ask);

  [[nodiscard]] int descriptor() const { return notices_.number(); }
  // What to poll for: POLLIN, or POLLPRI for a PSI trigger.
  [[nodiscard]] short poll_events() const { return poll_events_; }

  // Closes the descriptor, at which the kernel drops the registration. No notice comes after it.
  void close() { notices_ = Fd(); }

  // What poll(2) told of the descriptor. A PSI trigger tells it only once, to whoever asks first.
  void woken(short events);
  // How many notices came since the last call; never blocks.
  [[nodiscard]] std::uint64_t take();

 private:
  enum class Kind : std::uint8_t { eventfd, inotify, poll, pressure };
  EventSource(Kind kind, Fd notices, short poll_events)
      : kind_(kind), notices_(std::move(notices)), poll_events_(poll_events) {}

  static std::expected<EventSource, Errno> arm_eventfd(const Group& group, const std::string& file,
                                                       const std::string& arguments, const Ask& ask);
  static std::expected<EventSource, Errno> arm_inotify(const Group& group, const std::string& file);
  static std::expected<EventSource, Errno> arm_pressure(const Group& group, const std::string& file,
                                                        const std::string& arguments);

  static std::expected<EventSource, Errno> arm_poll(const Group& group, const std::string& file);

  Kind kind_;
  Fd notices_;
  short poll_events_;
  bool told_ = false;
};

}  // namespace limitest::cgroup
