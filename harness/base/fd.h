// SPDX-License-Identifier: Apache-2.0
// File descriptors that close themselves, and the few whole-file operations built on them.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "harness/base/errno_name.h"
#include "harness/base/result.h"

namespace limitest {

// Owns one descriptor. Empty (-1) after a move or a release.
class Fd {
 public:
  Fd() = default;
  explicit Fd(int number) : number_(number) {}
  Fd(Fd&& other) noexcept : number_(other.release()) {}
  Fd& operator=(Fd&& other) noexcept {
    Fd taken(std::move(other));
    std::swap(number_, taken.number_);
    return *this;
  }
  Fd(const Fd&) = delete;
  Fd& operator=(const Fd&) = delete;
  ~Fd();

  [[nodiscard]] int number() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }
  int release() { return std::exchange(number_, -1); }

 private:
  int number_ = -1;
};

// open(2) below a held directory with O_CLOEXEC added. `directory` may be AT_FDCWD.
Result<Fd> open_at(int directory, const std::string& path, int flags, unsigned mode = 0);

// All of a file from its beginning, in one read for files that fit 16 KiB (a control file's snapshot
// is consistent within one read). Reads from offset 0, so a kept descriptor can be read again.
Result<std::string> read_whole(int fd);
Result<std::string> read_file(const std::string& path);

// One write(2) with all of `text`: control files take a value per call. The kernel's refusal is data.
Errno write_once(int fd, std::string_view text);

// All of `text`, in as many writes as it takes: for files, pipes and terminals.
Result<> write_all(int fd, std::string_view text);

// Replaces `path` in one step: writes beside it, then renames. For reports that others may be reading.
Result<> replace_file(const std::string& path, std::string_view content);

}  // namespace limitest
