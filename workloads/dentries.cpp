// SPDX-License-Identifier: Apache-2.0
// dentries: kernel memory in the directory cache, by looking up names that do not exist.
#include <array>
#include <cerrno>

#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include "workloads/lib/serve.h"
#include "workloads/lib/writer.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"count", Kind::count, "100000", "names to look up, each another one; `progress` counts them"},
    {"path", Kind::word, "/", "directory to look in, on a file system that remembers what is not there"},
};

constexpr std::uint64_t piece = 256;

// ".limitest-<pid>-<number>", below the directory the program has changed to.
class Name {
 public:
  explicit Name(std::uint64_t pid) {
    for (const char c : std::string_view(".limitest-")) text_[prefix_++] = c;
    prefix_ = append(prefix_, pid);
    text_[prefix_++] = '-';
  }
  const char* numbered(std::uint64_t number) {
    text_[append(prefix_, number)] = '\0';
    return text_.data();
  }

 private:
  std::size_t append(std::size_t at, std::uint64_t number) {
    do {
      text_[at++] = static_cast<char>('0' + number % 10);  // digits reversed: as good a name
      number /= 10;
    } while (number != 0);
    return at;
  }

  std::array<char, 64> text_{};
  std::size_t prefix_ = 0;
};

class Dentries final : public RestingWork {
 public:
  Dentries(std::uint64_t wanted, Status& status)
      : RestingWork(status), wanted_(wanted), name_(static_cast<std::uint64_t>(::getpid())) {}

  Advance advance() override {
    for (std::uint64_t i = 0; i < piece; ++i) {
      if (looked_up_ == wanted_) return Advance::complete;
      struct stat about {};
      if (::stat(name_.numbered(looked_up_), &about) != 0 && errno != ENOENT) return refused(errno);
      ++looked_up_;
      status().beat();
    }
    return Advance::more;
  }

 private:
  std::uint64_t wanted_;
  std::uint64_t looked_up_ = 0;
  Name name_;
};

int run(const Arguments& arguments, Status& status) {
  const char* path = arguments.path("path");
  struct statfs about {};
  if (::chdir(path) != 0 || ::statfs(".", &about) != 0) {
    complain_errno("look into", path, errno);
    return exit_failure;
  }
  if (about.f_type == TMPFS_MAGIC || about.f_type == RAMFS_MAGIC) {
    complain("tmpfs in ", path,
             " does not remember names that are not there; give --path a disk's file system");
    return exit_failure;
  }
  Dentries dentries(arguments.count("count"), status);
  return serve(dentries, status);
}

}  // namespace

extern const Program dentries{"dentries", "looks up names that do not exist, which the kernel remembers",
                              parameters, only_finish, run};

}  // namespace limitest::workload
