// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/control_write.h"

#include <csignal>

#include <sys/time.h>

#include "harness/base/clock.h"

namespace limitest::engine {
namespace {

void wake(int) {}

// Interrupts a blocking call once the budget is over, and again and again in case the first signal
// came before the call.
class Alarm {
 public:
  explicit Alarm(Nanoseconds budget) {
    struct sigaction action {};
    action.sa_handler = wake;  // without SA_RESTART, so that the call ends with EINTR
    ::sigaction(SIGALRM, &action, nullptr);
    const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(budget).count();
    constexpr long million = 1'000'000;
    constexpr long again_us = 50'000;
    const itimerval timer{.it_interval = {.tv_sec = 0, .tv_usec = again_us},
                          .it_value = {.tv_sec = micros / million, .tv_usec = micros % million}};
    ::setitimer(ITIMER_REAL, &timer, nullptr);
  }
  ~Alarm() {
    const itimerval off{};
    ::setitimer(ITIMER_REAL, &off, nullptr);
  }
  Alarm(const Alarm&) = delete;
  Alarm& operator=(const Alarm&) = delete;
};

}  // namespace

std::string kernel_value(const std::string& written, cgroup::Hierarchy hierarchy) {
  if (written == "off") return "0";
  if (written != "unlimited") return written;
  return hierarchy == cgroup::Hierarchy::v1 ? "-1" : "max";
}

WriteAnswer write_control(const cgroup::Group& group, const std::string& name, const std::string& value,
                          Nanoseconds budget, const Fd* open_file) {
  const auto which = cgroup::resolve(name, "", group.hierarchy());
  const std::string file = which ? std::string(which->file->name) : name;
  const Nanoseconds begun = monotonic_now();
  const Alarm alarm(budget);
  const bool neutral = cgroup::find_neutral_name(name) != nullptr;
  const std::string text = neutral ? kernel_value(value, group.hierarchy()) : value;
  const Errno answer = open_file != nullptr ? write_once(open_file->number(), text) : group.write(file, text);
  // Some files of v2 take the signal for the end of their work, and accept (memory_max_write()).
  return {answer, monotonic_now() - begun >= budget};
}

}  // namespace limitest::engine
