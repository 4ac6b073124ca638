// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/file_memory.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "workloads/lib/pages.h"
#include "workloads/lib/writer.h"

namespace limitest::workload {
namespace {

// Where a file system has no O_TMPFILE (overlayfs before 6.3, NFS) the name lives for an instant.
int open_and_unlink(std::string_view directory) {
  std::array<char, 4096> path{};
  constexpr std::string_view tail = "/limitest-XXXXXX";
  if (directory.size() + tail.size() >= path.size()) {
    errno = ENAMETOOLONG;
    return -1;
  }
  std::ranges::copy(tail, std::ranges::copy(directory, path.begin()).out);
  const int fd = ::mkostemp(path.data(), O_CLOEXEC);
  if (fd >= 0) ::unlink(path.data());
  return fd;
}

int open_unnamed(const char* directory) {
  const int fd = ::open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  const bool unsupported = fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL);
  return unsupported ? open_and_unlink(directory) : fd;
}

// A full tmpfs would end a mapping workload with SIGBUS, which looks like the kernel's doing.
bool has_room(int fd, std::string_view directory, std::uint64_t bytes) {
  struct statvfs about {};
  if (::fstatvfs(fd, &about) != 0 || about.f_blocks == 0) return true;
  if (about.f_bavail * about.f_frsize >= bytes) return true;
  complain("no room for the file in ", directory, ": ", about.f_bavail * about.f_frsize, " bytes are free");
  return false;
}

}  // namespace

bool FileMemory::open_in(const char* directory, std::uint64_t bytes) {
  bytes_ = whole_pages(bytes);
  directory_ = directory;
  return open() && has_room(fd_, directory, bytes_);
}

bool FileMemory::open_memfd(std::uint64_t bytes) {
  bytes_ = whole_pages(bytes);
  return open();
}

bool FileMemory::open() {
  fd_ = directory_ != nullptr ? open_unnamed(directory_) : ::memfd_create("limitest-workload", MFD_CLOEXEC);
  if (fd_ >= 0) return true;
  if (directory_ != nullptr)
    complain_errno("make a file in", directory_, errno);
  else
    complain_errno("memfd_create", "", errno);
  return false;
}

bool FileMemory::map() {
  void* at = MAP_FAILED;
  if (::ftruncate(fd_, static_cast<off_t>(bytes_)) == 0)
    at = ::mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_SHARED, fd_, 0);
  if (at == MAP_FAILED) {
    complain_errno("map the file", "", errno);
    return false;
  }
  mapped_ = static_cast<std::byte*>(at);
  return true;
}

int FileMemory::reserve() {
  if (::fallocate(fd_, 0, 0, static_cast<off_t>(bytes_)) != 0) return errno;
  filled_ = counted_ = bytes_;
  status_.touched_more(bytes_);
  return 0;
}

int FileMemory::fill(std::uint64_t bytes, How how) {
  if (how == How::reserve) return reserve();
  const std::size_t page = page_size();
  // One page of .bss, as large as pages get.
  alignas(8) static std::array<std::byte, 65536> content;
  const std::uint64_t end = std::min(bytes_, filled_ + bytes);
  while (filled_ < end) {
    if (how == How::map) {
      touch_page(mapped_ + filled_, 0);
    } else {
      touch_page(content.data(), filled_);
      const ssize_t written = ::pwrite(fd_, content.data(), page, static_cast<off_t>(filled_));
      if (written < 0 && errno == EINTR) continue;
      if (written < static_cast<ssize_t>(page)) return written < 0 ? errno : ENOSPC;
    }
    filled_ += page;
    if (filled_ <= counted_) {
      status_.beat();
      continue;
    }
    counted_ = filled_;
    status_.touched_more(page);
  }
  return 0;
}

void FileMemory::close() {
  if (mapped_ != nullptr) ::munmap(mapped_, bytes_);
  ::close(fd_);
  fd_ = -1;
}

void FileMemory::drop(Drop how) {
  const auto length = static_cast<off_t>(bytes_);
  const bool maps = mapped_ != nullptr;
  bool dropped = true;
  switch (how) {
    case Drop::truncate:
      dropped = ::ftruncate(fd_, 0) == 0 && (!maps || ::ftruncate(fd_, length) == 0);
      break;
    case Drop::hole:
      dropped = ::fallocate(fd_, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, length) == 0;
      break;
    case Drop::close:
      close();
      if (open() && maps) map();
  }
  if (!dropped) complain_errno("take the memory from the file", "", errno);
  filled_ = 0;
  counted_ = 0;
  status_.touched_now(0);
}

}  // namespace limitest::workload
