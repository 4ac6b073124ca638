// SPDX-License-Identifier: Apache-2.0
// reserver: a socket with memory set aside for its buffers (SO_RESERVE_MEM, since 5.16), charged beforehand.
#include <algorithm>
#include <cerrno>
#include <climits>

#include <netinet/in.h>
#include <sys/socket.h>

#include "workloads/lib/serve.h"
#include "workloads/lib/writer.h"

#ifndef SO_RESERVE_MEM
#define SO_RESERVE_MEM 73
#endif

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"size", Kind::size, "4M", "memory to set aside, below 2G"},
    {"step", Kind::size, "16K", "memory set aside at a time; for large steps nobody would be killed anyway",
     "", manner},
};

class Reserver final : public RestingWork {
 public:
  Reserver(int socket, std::uint64_t size, std::uint64_t step, Status& status)
      : RestingWork(status), socket_(socket), size_(size), step_(step) {}

  Advance advance() override {
    const std::uint64_t next = reserved_ + std::min(size_ - reserved_, step_);
    if (!reserve(next)) return refused(errno);
    reserved_ = next;
    status().touched_now(reserved_);
    status().beat();
    return reserved_ == size_ ? Advance::complete : Advance::more;
  }

  void release() override {
    (void)reserve(0);
    reserved_ = 0;
    status().touched_now(0);
  }

 private:
  bool reserve(std::uint64_t all) {
    const int bytes = static_cast<int>(all);
    return ::setsockopt(socket_, SOL_SOCKET, SO_RESERVE_MEM, &bytes, sizeof bytes) == 0;
  }

  int socket_;
  std::uint64_t size_;
  std::uint64_t step_;
  std::uint64_t reserved_ = 0;
};

int run(const Arguments& arguments, Status& status) {
  const std::uint64_t size = arguments.size("size");
  const std::uint64_t step = arguments.size("step");
  if (!not_zero(size, "size") || !not_zero(step, "step")) return exit_usage;
  if (size > INT_MAX) {
    complain("--size: a socket takes less than 2G");
    return exit_usage;
  }
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket < 0) {
    complain_errno("make a socket", "", errno);
    return exit_failure;
  }
  Reserver reserver(socket, size, step, status);
  return serve(reserver, status);
}

}  // namespace

extern const Program reserver{"reserver",
                              "sets memory aside for a TCP socket; tries again where the kernel refuses",
                              parameters, release_again_finish, run};

}  // namespace limitest::workload
