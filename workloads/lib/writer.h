// SPDX-License-Identifier: Apache-2.0
// Text to a descriptor without stdio or iostream: no heap, and one write(2) for a line that fits.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace limitest::workload {

class Writer {
 public:
  explicit Writer(int fd) : fd_(fd) {}
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer() { flush(); }

  template <typename... Parts>
  void put(const Parts&... parts) {
    (add(parts), ...);
  }
  void pad(std::size_t columns);  // spaces
  void flush();
  void drop() { used_ = 0; }  // what has not gone out yet

 private:
  void add(std::string_view text);
  void add(std::uint64_t number);

  int fd_;
  std::size_t used_ = 0;
  std::array<char, 512> buffer_{};
};

// "limitest-workload: <parts>" on stderr.
template <typename... Parts>
void complain(const Parts&... parts) {
  Writer out(2);
  out.put("limitest-workload: ", parts..., "\n");
}

// The same with the reason of the failed call behind it.
void complain_errno(std::string_view what, std::string_view object, int error);

}  // namespace limitest::workload
