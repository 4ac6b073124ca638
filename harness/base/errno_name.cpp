// SPDX-License-Identifier: Apache-2.0
#include "harness/base/errno_name.h"

#include <cstring>
#include <system_error>

#include <fmt/format.h>

namespace limitest {
namespace {

constexpr int kernel_enotsupp = 524;  // include/linux/errno.h, not meant for user space
constexpr int largest_errno = 133;    // EHWPOISON

}  // namespace

std::string Errno::name() const {
  if (code == 0) return "accepted";
  if (code == kernel_enotsupp) return "ENOTSUPP";
  const char* known = ::strerrorname_np(code);
  return known != nullptr ? known : fmt::format("errno {}", code);
}

std::string Errno::described() const {
  return code == 0 ? name() : fmt::format("{} ({})", name(), std::generic_category().message(code));
}

std::optional<Errno> errno_from_name(std::string_view name) {
  if (name == "ENOTSUPP") return Errno{kernel_enotsupp};
  if (name == "EWOULDBLOCK") return Errno{EAGAIN};
  for (int code = 1; code <= largest_errno; ++code) {
    const char* known = ::strerrorname_np(code);
    if (known != nullptr && name == known) return Errno{code};
  }
  return std::nullopt;
}

std::vector<std::string> errno_names() {
  std::vector<std::string> names{"ENOTSUPP"};
  for (int code = 1; code <= largest_errno; ++code)
    if (const char* known = ::strerrorname_np(code)) names.emplace_back(known);
  return names;
}

}  // namespace limitest
