// SPDX-License-Identifier: Apache-2.0
// outside-writer: has a child in another group and writes into the child's memory from where it is itself.
#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>
#include <string_view>

#include <fcntl.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "workloads/lib/group_path.h"
#include "workloads/lib/pages.h"
#include "workloads/lib/serve.h"
#include "workloads/lib/writer.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"file", Kind::control_file, "", "a control file of the child's group, as in box/limit"},
    {"size", Kind::size, "8M", "the child's memory to write to, in whole pages"},
};

class OutsideWriter final : public RestingWork {
 public:
  OutsideWriter(int door, const std::byte* memory, std::uint64_t size, Status& status)
      : RestingWork(status), door_(door), memory_(memory), size_(size) {}

  Advance advance() override {
    const std::size_t bytes = std::min<std::uint64_t>(content_.size(), size_ - written_);
    const auto there = static_cast<off_t>(reinterpret_cast<std::uintptr_t>(memory_) + written_);
    const ssize_t taken = ::pwrite(door_, content_.data(), bytes, there);
    if (taken < 0) return refused(errno);
    written_ += static_cast<std::uint64_t>(taken);
    status().touched_more(static_cast<std::uint64_t>(taken));
    return written_ < size_ ? Advance::more : Advance::complete;
  }

 private:
  int door_;                 // the child's memory, as a file
  const std::byte* memory_;  // at this address in it
  std::uint64_t size_;
  std::uint64_t written_ = 0;
  std::array<std::byte, 4096> content_{std::byte{1}};
};

// It does nothing, and dies with its parent.
pid_t fork_idle_child() {
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child != 0) return child;
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  while (::getppid() == parent) ::pause();
  ::_exit(0);
}

bool put_into(const char* group, pid_t child) {
  const int above = group == nullptr ? -1 : ::open(group, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (above < 0) return false;
  const int tasks = ::openat(above, "cgroup.procs", O_WRONLY | O_CLOEXEC);
  std::array<char, 16> number{};
  const auto end = std::to_chars(number.data(), number.data() + number.size(), child).ptr;
  const auto length = static_cast<std::size_t>(end - number.data());
  const bool moved = tasks >= 0 && ::write(tasks, number.data(), length) > 0;
  const int error = errno;
  ::close(tasks);
  ::close(above);
  errno = error;
  return moved;
}

int open_memory_of(pid_t child) {
  std::array<char, 32> path{"/proc/"};
  constexpr std::string_view name = "/mem";
  char* end = std::to_chars(path.data() + std::strlen(path.data()), path.data() + path.size(), child).ptr;
  std::ranges::copy(name, end);
  return ::open(path.data(), O_RDWR | O_CLOEXEC);
}

int run(const Arguments& arguments, Status& status) {
  const std::uint64_t size = whole_pages(arguments.size("size"));
  const char* file = arguments.control_file("file");
  if (!not_zero(size, "size")) return exit_usage;
  std::byte* memory = map_private(size);
  if (memory == nullptr) return exit_failure;
  const pid_t child = fork_idle_child();
  if (child < 0 || !put_into(group_path(file), child)) {
    complain_errno("have a child in the group of", file, errno);
    return exit_failure;
  }
  const int door = open_memory_of(child);
  if (door < 0) {
    complain_errno("open the memory of", "a child", errno);
    return exit_failure;
  }
  OutsideWriter writer(door, memory, size, status);
  return serve(writer, status);
}

}  // namespace

extern const Program outside_writer{"outside-writer", "writes into the memory of a child in another group",
                                    parameters, only_finish, run};

}  // namespace limitest::workload
