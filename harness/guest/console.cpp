// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/console.h"

#include <algorithm>
#include <array>

namespace limitest::guest {
namespace {

// In the order in which they explain more than those behind them.
constexpr std::array causes{"kernel BUG at",
                            "BUG: ",
                            "general protection fault",
                            "Oops",
                            "Unable to handle kernel",
                            "divide error",
                            "stack guard page",
                            "Kernel panic - not syncing",
                            "double fault"};

std::string_view without_time_stamp(std::string_view line) {
  if (!line.starts_with('[')) return line;
  const std::size_t end = line.find("] ");
  return end == std::string_view::npos ? line : line.substr(end + 2);
}

}  // namespace

std::string plain_console(std::string_view raw) {
  std::string out;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '\r' || raw[i] == '\0') continue;
    if (raw[i] != '\x1b') {
      out += raw[i];
      continue;
    }
    // ESC [ parameters letter; ESC and one character otherwise
    if (i + 1 < raw.size() && raw[i + 1] == '[') {
      ++i;
      while (i + 1 < raw.size() && (raw[i + 1] < '@' || raw[i + 1] > '~')) ++i;
    }
    ++i;
  }
  return out;
}

std::string cause_of_death(std::string_view console) {
  for (const char* cause : causes) {
    const std::size_t at = console.find(cause);
    if (at == std::string_view::npos) continue;
    const std::size_t before = console.rfind('\n', at);
    const std::size_t start = before == std::string_view::npos ? 0 : before + 1;
    return std::string(without_time_stamp(console.substr(start, console.find('\n', at) - start)));
  }
  return "";
}

std::string console_tail(std::string_view console) {
  constexpr std::size_t most = 12'000;
  if (console.size() <= most) return std::string(console);
  const std::size_t cut = console.size() - most;
  return "...\n" + std::string(console.substr(std::min(console.find('\n', cut), console.size() - 1) + 1));
}

}  // namespace limitest::guest
