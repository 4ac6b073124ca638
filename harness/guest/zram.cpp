// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/zram.h"

#include <array>
#include <cstring>

#include <fcntl.h>
#include <sys/swap.h>
#include <unistd.h>

#include "harness/base/fd.h"

namespace limitest::guest {
namespace {

Result<> give(const std::string& path, std::string_view value) {
  const Fd file = LIMITEST_TRY(open_at(AT_FDCWD, path, O_WRONLY));
  if (const Errno answer = write_once(file.number(), value); !answer.accepted())
    return failure("write {} to {}: {}", value, path, answer.described());
  return {};
}

// Built in, the driver comes with one disk; more are asked for one by one.
Result<std::string> next_disk() {
  static int used = 0;
  const std::string name = fmt::format("zram{}", used);
  if (::access(("/sys/block/" + name).c_str(), F_OK) != 0) {
    if (::access("/sys/class/zram-control", F_OK) != 0)
      return failure("the kernel has no zram (CONFIG_ZRAM), nor is its module known");
    LIMITEST_TRY(read_file("/sys/class/zram-control/hot_add"));
  }
  ++used;
  return name;
}

}  // namespace

Result<std::string> make_zram_disk(Bytes size) {
  const std::string name = LIMITEST_TRY(next_disk());
  LIMITEST_TRY_VOID(give(fmt::format("/sys/block/{}/disksize", name), fmt::format("{}", size.count)));
  return "/dev/" + name;
}

Result<> format_swap(const std::string& device, Bytes size) {
  // union swap_header of include/linux/swap.h
  constexpr std::size_t version_at = 1024;
  constexpr std::string_view signature = "SWAPSPACE2";
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  const std::array<std::uint32_t, 2> version_and_last_page{
      1, static_cast<std::uint32_t>(static_cast<std::size_t>(size.count) / page - 1)};
  std::string header(page, '\0');
  std::memcpy(header.data() + version_at, version_and_last_page.data(), sizeof version_and_last_page);
  std::memcpy(header.data() + page - signature.size(), signature.data(), signature.size());
  return give(device, header);
}

Result<> swap_on(const std::string& device) {
  if (::swapon(device.c_str(), 0) != 0) return std::unexpected(Error::from_errno("swapon " + device));
  return {};
}

Result<> swap_off(const std::string& device) {
  if (::swapoff(device.c_str()) != 0) return std::unexpected(Error::from_errno("swapoff " + device));
  return {};
}

}  // namespace limitest::guest
