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
  // Whether a warning was among it that is_processors() excuses.
  [[nodiscard]] bool heard_processor() const { return heard_processor_; }
  // What was heard so far, without the record headers: the first few thousand lines.
  [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }

 private:
  Fd log_;
  std::vector<std::string> lines_;
  bool heard_processor_ = false;
};

// "6,1234,5678,-;text" -> "text"; continuation lines are dropped.
std::string message_of_record(std::string_view record);

// Whether the kernel itself said it: what programs write to /dev/kmsg stands in the log as well.
bool is_of_the_kernel(std::string_view record);

// Whether a line tells that the kernel itself is in trouble: WARNING, BUG, Oops, lockup, ... The dump
// of an ordinary OOM kill does not.
bool is_alarming(std::string_view line);

// Whether it warns of a debug trap in the kernel that nobody asked for (exc_debug_kernel(), which clears the
// trap flag and goes on). No code of the kernel sets that flag there: QEMU's emulated CPU loses the flags of
// an interrupted instruction once in some ten thousand plays, and the trap flag may be among what it makes
// up.
bool is_processors(std::string_view line);

// /proc/sys/kernel/tainted
std::string taint();
// The same, as if no warning had been printed (TAINT_WARN).
std::string without_warning(const std::string& taint);

}  // namespace limitest::engine
