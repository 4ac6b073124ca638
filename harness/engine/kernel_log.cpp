// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/kernel_log.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace limitest::engine {

KernelLog::KernelLog() {
  auto log = open_at(AT_FDCWD, "/dev/kmsg", O_RDONLY | O_NONBLOCK);
  if (!log || ::lseek(log->number(), 0, SEEK_END) < 0) return;
  log_ = std::move(*log);
}

std::optional<std::string> KernelLog::listen() {
  std::optional<std::string> alarm;
  if (!log_) return alarm;
  std::array<char, 8192> record{};
  constexpr std::size_t most_kept = 4000;
  for (;;) {
    const ssize_t got = ::read(log_.number(), record.data(), record.size());
    if (got < 0 && errno == EPIPE) continue;  // records were overwritten before we came; go on with the next
    if (got <= 0) return alarm;
    const std::string_view text(record.data(), static_cast<std::size_t>(got));
    std::string line = message_of_record(text);
    const bool excused = is_of_the_kernel(text) && is_processors(line);
    heard_processor_ = heard_processor_ || excused;
    if (!alarm && !excused && is_of_the_kernel(text) && is_alarming(line)) alarm = line;
    if (lines_.size() < most_kept) lines_.push_back(std::move(line));
  }
}

std::string message_of_record(std::string_view record) {
  const std::size_t header = record.find(';');
  if (header != std::string_view::npos) record.remove_prefix(header + 1);
  return std::string(record.substr(0, record.find('\n')));
}

bool is_of_the_kernel(std::string_view record) {
  constexpr unsigned levels = 8;  // the facility is what stands above them; that of the kernel is 0
  unsigned priority = levels;
  (void)std::from_chars(record.data(), record.data() + record.size(), priority);
  return priority < levels;
}

bool is_alarming(std::string_view line) {
  constexpr std::array words{"WARNING: ",
                             "BUG: ",
                             "Oops",
                             "kernel BUG at",
                             "general protection fault",
                             "soft lockup",
                             "hard LOCKUP",
                             "blocked for more than",
                             "rcu_preempt detected",
                             "rcu_sched detected",
                             "Kernel panic",
                             "Unable to handle kernel",
                             "KASAN:",
                             "UBSAN:",
                             "possible recursive locking",
                             "possible circular locking",
                             "page_counter underflow"};
  return std::ranges::any_of(words,
                             [&](const char* word) { return line.find(word) != std::string_view::npos; });
}

bool is_processors(std::string_view line) {
  return line.starts_with("WARNING: ") && line.find(" exc_debug_kernel+") != std::string_view::npos;
}

std::string without_warning(const std::string& taint) {
  constexpr unsigned long taint_warn = 1UL << 9U;
  unsigned long bits = 0;
  const auto parsed = std::from_chars(taint.data(), taint.data() + taint.size(), bits);
  return parsed.ec == std::errc{} ? fmt::format("{}", bits & ~taint_warn) : taint;
}

std::string taint() {
  std::string text = read_file("/proc/sys/kernel/tainted").value_or("");
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

}  // namespace limitest::engine
