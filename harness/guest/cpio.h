// SPDX-License-Identifier: Apache-2.0
// An initramfs in the making: the "newc" archive that the kernel unpacks at boot
// (Documentation/driver-api/early-userspace/buffer-format.rst).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace limitest::guest {

class Cpio {
 public:
  // Paths are without a leading slash; the folders above must have been added before.
  void folder(std::string_view path, unsigned mode = 0755);
  void file(std::string_view path, std::string_view content, unsigned mode = 0644);
  void link(std::string_view path, std::string_view target);
  void device(std::string_view path, unsigned mode, unsigned major, unsigned minor);

  // All of it, closed by the trailer. The archive is empty then.
  std::string finish();

 private:
  struct Node {
    unsigned mode;
    unsigned links = 1;
    unsigned major = 0;
    unsigned minor = 0;
  };
  void add(std::string_view path, const Node& node, std::string_view content);
  void pad();

  std::string bytes_;
  unsigned serial_ = 0;
};

}  // namespace limitest::guest
