// SPDX-License-Identifier: Apache-2.0
// The kernel's answers as data: an errno by its name, both ways.
#pragma once

#include <cerrno>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace limitest {

// What the kernel answered to one call: 0 (it accepted) or an errno. Data under test, not an error of ours.
struct Errno {
  int code = 0;

  [[nodiscard]] bool accepted() const { return code == 0; }
  // "EBUSY", or "errno 524" for a code without a public name; "accepted" for 0.
  [[nodiscard]] std::string name() const;
  // "EBUSY (Device or resource busy)"
  [[nodiscard]] std::string described() const;

  friend bool operator==(const Errno&, const Errno&) = default;
};

// The answer to a call that returns a negative number and sets errno where it is refused. Inline: figures
// time it.
inline Errno answer_of(long result) {
  return result >= 0 ? Errno{} : Errno{errno};
}

// Understands "EBUSY"; also "ENOTSUPP", the kernel-internal 524 that leaks out of some control files.
std::optional<Errno> errno_from_name(std::string_view name);

// Every name that errno_from_name understands, for "did you mean".
std::vector<std::string> errno_names();

}  // namespace limitest
