// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/writer.h"

#include <cerrno>
#include <charconv>
#include <cstring>

#include <unistd.h>

namespace limitest::workload {

void Writer::add(std::string_view text) {
  for (const char c : text) {
    if (used_ == buffer_.size()) flush();
    buffer_[used_++] = c;
  }
}

void Writer::add(std::uint64_t number) {
  std::array<char, 20> digits{};
  const char* end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  add(std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data())));
}

void Writer::pad(std::size_t columns) {
  while (columns-- > 0) add(" ");
}

void Writer::flush() {
  const char* from = buffer_.data();
  while (used_ > 0) {
    const ssize_t written = ::write(fd_, from, used_);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) break;  // nobody reads any more: there is no one left to tell
    from += written;
    used_ -= static_cast<std::size_t>(written);
  }
  used_ = 0;
}

void complain_errno(std::string_view what, std::string_view object, int error) {
  const char* reason = ::strerrordesc_np(error);
  complain(what, object.empty() ? "" : " ", object, ": ", reason != nullptr ? reason : "unknown error");
}

}  // namespace limitest::workload
