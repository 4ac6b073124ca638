// SPDX-License-Identifier: Apache-2.0
// pipes: kernel memory in the buffers of pipes.
#include <algorithm>
#include <cerrno>
#include <climits>

#include <fcntl.h>
#include <unistd.h>

#include "workloads/lib/channels.h"
#include "workloads/lib/score.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"pipes", Kind::count, "64", "how many"},
    {"size", Kind::size, "64K", "bytes to leave in each; beyond the system's limit: as many as it takes"},
    {"fill", Kind::word, "yes", "no: they have room for as much, and stay empty", "yes|no"},
    spared_parameter,
};

// A pipe that may not be made larger (pipe-max-size, pipe-user-pages-soft) is used as it is.
int open_pipe(Ends& ends, std::uint64_t room) {
  int both[2];
  if (::pipe2(both, O_CLOEXEC | O_NONBLOCK) != 0) return errno;
  ends = {.in = both[1], .out = both[0]};
  (void)::fcntl(ends.in, F_SETPIPE_SZ, static_cast<int>(std::min<std::uint64_t>(room, INT_MAX)));
  return 0;
}

int run(const Arguments& arguments, Status& status) {
  if (!not_zero(arguments.count("pipes"), "pipes")) return exit_usage;
  if (!spare_if_asked(arguments)) return exit_failure;
  const std::uint64_t room = arguments.size("size");
  const std::uint64_t filled = arguments.word("fill") == "yes" ? room : 0;
  Channels pipes(open_pipe, arguments.count("pipes"), room, filled, status);
  return pipes.prepare() ? serve(pipes, status) : exit_failure;
}

}  // namespace

extern const Program pipes{"pipes", "fills pipes that nobody reads; tries again where the kernel refuses",
                           parameters, release_again_finish, run};

}  // namespace limitest::workload
