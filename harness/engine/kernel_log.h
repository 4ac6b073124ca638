// SPDX-License-Identifier: Apache-2.0
// The kernel's log from one moment on, read from /dev/kmsg without disturbing other readers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/fd.h"

namespace limitest::engine {

class KernelLog {
 public:
  // From here on. Where the log may not be read (containers), every answer is empty.
  KernelLog();

  // Reads all that was logged since the last call. The first alarming line of the kernel's own, if
  // there is one.
  std::optional<std::string> listen();
  // What was heard so far, without the record headers: the first few thousand lines.
  [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }

 private:
  Fd log_;
  std::vector<std::string> lines_;
};

// "6,1234,5678,-;text" -> "text"; continuation lines are dropped.
std::string message_of_record(std::string_view record);

// Whether the kernel itself said it: what programs write to /dev/kmsg stands in the log as well.
bool is_of_the_kernel(std::string_view record);

// Whether a line tells that the kernel itself is in trouble: WARNING, BUG, Oops, lockup, ... The dump
// of an ordinary OOM kill does not.
bool is_alarming(std::string_view line);

// /proc/sys/kernel/tainted
std::string taint();

}  // namespace limitest::engine
