// SPDX-License-Identifier: Apache-2.0
// page-owner: keeps a page and looks in /proc/kpagecgroup which group the kernel says it is charged to.
#include <cerrno>
#include <cstdint>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "workloads/lib/group_path.h"
#include "workloads/lib/pages.h"
#include "workloads/lib/serve.h"
#include "workloads/lib/writer.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"file", Kind::control_file, "", "a control file of the group that is wanted, as in box/limit"},
};

// One of the numbers of 64 bits that such a file is made of. False with errno set.
bool number_at(const char* file, std::uint64_t index, std::uint64_t& number) {
  const int opened = ::open(file, O_RDONLY | O_CLOEXEC);
  if (opened < 0) return false;
  const ssize_t got = ::pread(opened, &number, sizeof number, static_cast<off_t>(index * sizeof number));
  const int error = got < 0 ? errno : EIO;
  ::close(opened);
  errno = error;
  return got == sizeof number;
}

// The inode of the group that the page is charged to; 0 with errno set where the kernel does not tell
// (Documentation/admin-guide/mm/pagemap.rst).
std::uint64_t owner_of(const std::byte* page) {
  constexpr std::uint64_t frame = (std::uint64_t{1} << 55) - 1;
  std::uint64_t entry = 0;
  std::uint64_t inode = 0;
  if (!number_at("/proc/self/pagemap", reinterpret_cast<std::uintptr_t>(page) / page_size(), entry)) return 0;
  if ((entry & frame) == 0) errno = EPERM;
  if ((entry & frame) == 0 || !number_at("/proc/kpagecgroup", entry & frame, inode)) return 0;
  if (inode == 0) errno = ENODATA;
  return inode;
}

class PageOwner final : public RestingWork {
 public:
  PageOwner(std::byte* page, std::uint64_t wanted, Status& status)
      : RestingWork(status), page_(page), wanted_(wanted) {}

  Advance advance() override {
    if (status().touched() == 0) touch(page_, page_size(), status());
    const std::uint64_t owner = owner_of(page_);
    return owner == wanted_ ? Advance::complete : refused(owner == 0 ? errno : EXDEV);
  }

 private:
  std::byte* page_;
  std::uint64_t wanted_;
};

// The inode of a group; 0 with errno set.
std::uint64_t inode_of(const char* path) {
  struct stat group {};
  return path != nullptr && ::stat(path, &group) == 0 ? group.st_ino : 0;
}

int run(const Arguments& arguments, Status& status) {
  const char* file = arguments.control_file("file");
  const std::uint64_t wanted = inode_of(group_path(file));
  if (wanted == 0) {
    complain_errno("look at the group of", file, errno);
    return exit_failure;
  }
  std::byte* page = map_private(page_size());
  if (page == nullptr) return exit_failure;
  PageOwner owner(page, wanted, status);
  return serve(owner, status);
}

}  // namespace

extern const Program page_owner{
    "page-owner", "keeps a page until the kernel says that it is charged to a group, and then holds",
    parameters, only_finish, run};

}  // namespace limitest::workload
