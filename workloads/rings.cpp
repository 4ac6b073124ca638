// SPDX-License-Identifier: Apache-2.0
// rings: the shared rings of io_uring(7), kernel memory in pieces of many pages.
#include <array>
#include <cerrno>

#include <linux/io_uring.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "workloads/lib/serve.h"
#include "workloads/lib/writer.h"

namespace limitest::workload {
namespace {

constexpr std::size_t most = 256;

constexpr Parameter parameters[] = {
    {"rings", Kind::count, "16", "how many, up to 256"},
    {"entries", Kind::count, "4096", "requests that each has room for, with 64 bytes and more for each", "",
     manner},
};

class Rings final : public RestingWork {
 public:
  Rings(const Arguments& arguments, Status& status)
      : RestingWork(status),
        wanted_(arguments.count("rings")),
        entries_(static_cast<unsigned>(arguments.count("entries"))) {}

  Advance advance() override {
    io_uring_params told{};
    const long ring = ::syscall(SYS_io_uring_setup, entries_, &told);
    if (ring < 0) return refused(errno);
    rings_[made_++] = static_cast<int>(ring);
    status().touched_more(told.sq_entries * sizeof(io_uring_sqe));
    return made_ < wanted_ ? Advance::more : Advance::complete;
  }

  void release() override {
    while (made_ > 0) ::close(rings_[--made_]);
    status().touched_now(0);
  }

 private:
  std::uint64_t wanted_;
  unsigned entries_;
  std::array<int, most> rings_{};
  std::size_t made_ = 0;
};

int run(const Arguments& arguments, Status& status) {
  constexpr std::uint64_t most_entries = 32768;  // of the kernel
  const std::uint64_t entries = arguments.count("entries");
  if (!not_zero(arguments.count("rings"), "rings") || !not_zero(entries, "entries")) return exit_usage;
  if (arguments.count("rings") > most || entries > most_entries) {
    complain("no more than ", most, " rings of ", most_entries, " entries");
    return exit_usage;
  }
  Rings rings(arguments, status);
  return serve(rings, status);
}

}  // namespace

extern const Program rings{"rings", "makes rings of io_uring; tries again where the kernel refuses",
                           parameters, release_again_finish, run};

}  // namespace limitest::workload
