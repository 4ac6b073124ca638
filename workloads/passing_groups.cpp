// SPDX-License-Identifier: Apache-2.0
// passing-groups: makes a group, puts a child into it that soon ends, and removes the group; again and again.
#include <array>
#include <cerrno>
#include <charconv>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "workloads/lib/group_path.h"
#include "workloads/lib/serve.h"
#include "workloads/lib/writer.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"file", Kind::control_file, "", "a control file of the group that they are made in, as in box/limit"},
    {"count", Kind::count, "200", "how many; then it holds"},
};

class PassingGroups final : public RestingWork {
 public:
  PassingGroups(int above, std::uint64_t count, Status& status)
      : RestingWork(status), above_(above), count_(count) {}

  Advance advance() override {
    const char* name = next_name();
    if (::mkdirat(above_, name, 0755) != 0) return refused(errno);
    const int error = visit(name);
    remove(name);
    if (error != 0) return refused(error);
    status().beat();
    return ++passed_ < count_ ? Advance::more : Advance::complete;
  }

 private:
  const char* next_name() {
    name_ = {'g'};
    std::to_chars(name_.data() + 1, name_.data() + name_.size() - 1, passed_);
    return name_.data();
  }

  // A child joins and ends at once, which costs the group kernel memory. Zero or why it could not.
  int visit(const char* name) const {
    const int group = ::openat(above_, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (group < 0) return errno;
    // On v1 a thread joins faster through tasks; v2 has no such file.
    int door = ::openat(group, "tasks", O_WRONLY | O_CLOEXEC);
    if (door < 0) door = ::openat(group, "cgroup.procs", O_WRONLY | O_CLOEXEC);
    ::close(group);
    if (door < 0) return errno;
    const pid_t child = ::fork();
    if (child == 0) ::_exit(::write(door, "0", 1) == 1 ? spend() : errno);
    const int error = errno;
    ::close(door);
    if (child < 0) return error;
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 0;
  }

  // Some kernel memory besides its own.
  static int spend() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) == 0) (void)!::write(ends[1], "", 1);
    return 0;
  }

  // A group whose last task has just ended is busy for a moment.
  void remove(const char* name) {
    while (::unlinkat(above_, name, AT_REMOVEDIR) != 0 && errno == EBUSY) status().nap();
  }

  int above_;
  std::uint64_t count_;
  std::uint64_t passed_ = 0;
  std::array<char, 24> name_{};
};

int run(const Arguments& arguments, Status& status) {
  const char* file = arguments.control_file("file");
  if (!not_zero(arguments.count("count"), "count")) return exit_usage;
  const char* path = group_path(file);
  const int above = path == nullptr ? -1 : ::open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (above < 0) {
    complain_errno("open the group of", file, errno);
    return exit_failure;
  }
  PassingGroups groups(above, arguments.count("count"), status);
  return serve(groups, status);
}

}  // namespace

extern const Program passing_groups{"passing-groups",
                                    "makes groups, each with a child that soon ends, and removes them",
                                    parameters, only_finish, run};

}  // namespace limitest::workload
