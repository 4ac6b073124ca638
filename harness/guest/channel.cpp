// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/channel.h"

#include <filesystem>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

namespace limitest::guest {
namespace {

// ivshmem (docs/specs/ivshmem-spec.txt of QEMU)
constexpr std::string_view ivshmem_vendor = "0x1af4\n";
constexpr std::string_view ivshmem_device = "0x1110\n";
constexpr const char* serial_port = "/dev/ttyS1";

// Bytes must pass as they are.
Result<> make_raw(const Fd& port) {
  termios settings{};
  if (::tcgetattr(port.number(), &settings) != 0)
    return std::unexpected(Error::from_errno("read the settings of the serial port"));
  ::cfmakeraw(&settings);
  ::cfsetspeed(&settings, B115200);
  settings.c_cflag |= CLOCAL;
  if (::tcsetattr(port.number(), TCSANOW, &settings) != 0)
    return std::unexpected(Error::from_errno("set up the serial port"));
  return {};
}

}  // namespace

std::string Channel::find() {
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator("/sys/bus/pci/devices", none)) {
    const std::string device = entry.path();
    if (read_file(device + "/vendor").value_or("") != ivshmem_vendor ||
        read_file(device + "/device").value_or("") != ivshmem_device)
      continue;
    // Nothing else switches on the memory of a device that no driver has claimed.
    if (const auto enable = open_at(AT_FDCWD, device + "/enable", O_WRONLY))
      (void)write_once(enable->number(), "1");
    return device + "/resource2";
  }
  return serial_port;
}

Result<Channel> Channel::open(const std::string& path) {
  Fd device = LIMITEST_TRY(open_at(AT_FDCWD, path, O_RDWR | O_NOCTTY));
  struct stat about {};
  if (::fstat(device.number(), &about) != 0) return std::unexpected(Error::from_errno(path));
  if (S_ISCHR(about.st_mode)) {
    LIMITEST_TRY_VOID(make_raw(device));
    return Channel(std::move(device), std::nullopt);
  }
  auto memory = LIMITEST_TRY(SharedMemory::map(device.number(), static_cast<std::size_t>(about.st_size)));
  if (!is_ring(memory)) return failure("{} is not the memory that limitest shares with a guest", path);
  return Channel(std::move(device), std::move(memory));
}

void Channel::write(Kind kind, std::string_view payload) {
  const std::string record = encode(kind, payload);
  // One record after the other, also where another process of the guest writes.
  (void)::flock(device_.number(), LOCK_EX);
  if (memory_)
    put(*memory_, record);
  else
    (void)write_all(device_.number(), record);
  if (!memory_) (void)::tcdrain(device_.number());
  (void)::flock(device_.number(), LOCK_UN);
}

}  // namespace limitest::guest
