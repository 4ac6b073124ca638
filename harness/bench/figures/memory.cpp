// SPDX-License-Identifier: Apache-2.0
#include "harness/bench/figures/memory.h"

#include <cerrno>
#include <cstdint>
#include <cstdlib>

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/mman.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace limitest::bench {
namespace {

constexpr std::size_t huge_page = std::size_t{2} << 20;

#ifndef MADV_POPULATE_WRITE
constexpr int MADV_POPULATE_WRITE = 23;
#endif

}  // namespace

Result<Mapping> Mapping::anonymous(std::size_t size, bool huge) {
  const std::size_t whole = size + huge_page;
  void* mapped = ::mmap(nullptr, whole, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped == MAP_FAILED) return std::unexpected(Error::from_errno("map memory"));
  // Aligned, so that the pages lie in as few page tables as can be, and huge ones fit.
  const auto address = reinterpret_cast<std::uintptr_t>(mapped);
  auto* begin = static_cast<char*>(mapped) + (huge_page - address % huge_page) % huge_page;
  Mapping mapping(begin, size, static_cast<char*>(mapped), whole);
  if (::madvise(mapped, whole, huge ? MADV_HUGEPAGE : MADV_NOHUGEPAGE) != 0 && huge)
    return failure("this kernel has no transparent huge pages: {}", Errno{errno}.described());
  return mapping;
}

Result<Mapping> Mapping::shared(const Fd& file, std::size_t size) {
  void* mapped = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, file.number(), 0);
  if (mapped == MAP_FAILED) return std::unexpected(Error::from_errno("map a file"));
  auto* begin = static_cast<char*>(mapped);
  return Mapping(begin, size, begin, size);
}

Mapping::~Mapping() {
  if (begin_ != nullptr) ::munmap(whole_, kept_);
}

Errno Mapping::populate() const {
  static bool known = true;
  if (known) {
    if (::madvise(begin_, size_, MADV_POPULATE_WRITE) == 0) return {};
    if (errno != EINVAL) return Errno{errno};
    known = false;
  }
  touch();
  return {};
}

void Mapping::touch() const {
  for (std::size_t at = 0; at < size_; at += page_size) static_cast<volatile char*>(begin_)[at] = 1;
}

Errno Mapping::drop() const {
  return answer_of(::madvise(begin_, size_, MADV_DONTNEED));
}

Result<Fd> disk_file() {
  const char* wish = std::getenv("TMPDIR");
  for (const char* folder : {wish != nullptr ? wish : "/var/tmp", "/var/tmp", "/tmp", "/"}) {
    Fd file(::open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
    if (file) return file;
  }
  // An early root filesystem (ramfs, 5.10's overlayfs) knows no O_TMPFILE.
  std::string path = "/tmp/limitest-bench-XXXXXX";
  Fd file(::mkostemp(path.data(), O_CLOEXEC));
  if (!file) return std::unexpected(Error::from_errno("make a temporary file"));
  ::unlink(path.c_str());
  return file;
}

Result<Fd> memory_file() {
  Fd file(::memfd_create("limitest-bench", MFD_CLOEXEC));
  if (!file) return std::unexpected(Error::from_errno("make a file in memory"));
  return file;
}

Result<Fd> cached_file() {
  Fd file = LIMITEST_TRY(disk_file());
  struct statfs about {};
  if (::fstatfs(file.number(), &about) == 0 && about.f_type == TMPFS_MAGIC)
    return failure(
        "temporary files lie in memory here, and reading them takes no page cache; name a folder on a disk "
        "as TMPDIR");
  return file;
}

Errno punch(const Fd& file, std::size_t size) {
  const Errno emptied = answer_of(::ftruncate(file.number(), 0));
  return emptied.accepted() ? answer_of(::ftruncate(file.number(), static_cast<off_t>(size))) : emptied;
}

}  // namespace limitest::bench
