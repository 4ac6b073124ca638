// SPDX-License-Identifier: Apache-2.0
#include "harness/base/clock.h"

#include <array>
#include <ctime>

#include "harness/base/retry.h"

namespace limitest {

Nanoseconds monotonic_now() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return std::chrono::seconds(now.tv_sec) + Nanoseconds(now.tv_nsec);
}

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  std::array<char, 32> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text.data(), length};
}

std::string utc_now_compact() {
  std::string text = utc_now();
  std::erase_if(text, [](char c) { return c == '-' || c == ':' || c == 'Z'; });
  return text;
}

void nap(Nanoseconds span) {
  const timespec pause{.tv_sec = static_cast<time_t>(span.count() / 1'000'000'000),
                       .tv_nsec = static_cast<long>(span.count() % 1'000'000'000)};
  ::clock_nanosleep(CLOCK_MONOTONIC, 0, &pause, nullptr);
}

}  // namespace limitest
