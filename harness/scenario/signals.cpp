// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/signals.h"

#include <csignal>
#include <cstring>

#include <fmt/format.h>

namespace limitest::scenario {
namespace {

constexpr int last_signal = 31;  // real-time signals have no names of their own

}  // namespace

std::optional<int> signal_from_name(std::string_view name, bool bare) {
  if (name.starts_with("SIG"))
    name.remove_prefix(3);
  else if (!bare)
    return std::nullopt;
  for (int number = 1; number <= last_signal; ++number) {
    const char* known = ::sigabbrev_np(number);
    if (known != nullptr && name == known) return number;
  }
  return std::nullopt;
}

std::string signal_name(int number) {
  const char* known = ::sigabbrev_np(number);
  return known != nullptr ? fmt::format("SIG{}", known) : fmt::format("signal {}", number);
}

std::vector<std::string> signal_names() {
  std::vector<std::string> names;
  for (int number = 1; number <= last_signal; ++number)
    if (::sigabbrev_np(number) != nullptr) names.push_back(signal_name(number));
  return names;
}

}  // namespace limitest::scenario
