// SPDX-License-Identifier: Apache-2.0
// Memory that the kernel takes for a task's sake (Documentation/admin-guide/cgroup-v2.rst, "Memory
// Ownership"): pipe buffers, socket buffers, a process, directory entries and inodes, an open file.
#include <array>
#include <cerrno>
#include <vector>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/bench/figures/figure.h"
#include "harness/bench/figures/memory.h"

namespace limitest::bench {
namespace {

// Two connected descriptors.
struct Ends {
  Fd in, out;
};

class PipeFill : public Operation {
 public:
  explicit PipeFill(Ends pipe) : pipe_(std::move(pipe)) {}
  static Result<std::unique_ptr<Operation>> make() {
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return std::unexpected(Error::from_errno("make a pipe"));
    return std::make_unique<PipeFill>(Ends{Fd(ends[0]), Fd(ends[1])});
  }
  Errno run() override { return answer_of(::write(pipe_.out.number(), buffer_.data(), buffer_.size())); }
  Errno reset() override { return answer_of(::read(pipe_.in.number(), buffer_.data(), buffer_.size())); }
  [[nodiscard]] double units() const override { return static_cast<double>(buffer_.size() / page_size); }

 private:
  static constexpr std::size_t ordinary_pipe = 65536;
  Ends pipe_;
  std::vector<char> buffer_ = std::vector<char>(ordinary_pipe);
};

class SendReceive : public Operation {
 public:
  explicit SendReceive(Ends socket) : socket_(std::move(socket)) {}
  static Result<std::unique_ptr<Operation>> make() {
    int ends[2] = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0, ends) != 0)
      return std::unexpected(Error::from_errno("make a socket"));
    return std::make_unique<SendReceive>(Ends{Fd(ends[0]), Fd(ends[1])});
  }
  Errno run() override {
    for (int i = 0; i < messages; ++i) {
      if (::write(socket_.out.number(), buffer_.data(), buffer_.size()) < 0) return Errno{errno};
      if (::read(socket_.in.number(), buffer_.data(), buffer_.size()) < 0) return Errno{errno};
    }
    return {};
  }
  [[nodiscard]] double units() const override { return messages; }

 private:
  static constexpr int messages = 16;
  Ends socket_;
  std::array<char, page_size> buffer_{};
};

class ForkAndWait : public Operation {
 public:
  static Result<std::unique_ptr<Operation>> make() { return std::make_unique<ForkAndWait>(); }
  Errno run() override {
    const int pid = ::fork();
    if (pid == 0) ::_exit(0);
    return pid < 0 ? Errno{errno} : answer_of(::waitpid(pid, nullptr, 0));
  }
};

// Files made in an empty directory of memory: each takes a directory entry and an inode.
class Dentries : public Operation {
 public:
  explicit Dentries(std::string folder, Fd directory)
      : folder_(std::move(folder)), directory_(std::move(directory)) {}
  ~Dentries() override { ::rmdir(folder_.c_str()); }
  static Result<std::unique_ptr<Operation>> make() {
    for (const char* place : {"/dev/shm", "/tmp", "/"}) {
      std::string folder = fmt::format("{}/limitest-bench-XXXXXX", place);
      if (::mkdtemp(folder.data()) == nullptr) continue;
      Fd directory = LIMITEST_TRY(open_at(AT_FDCWD, folder, O_RDONLY | O_DIRECTORY));
      return std::make_unique<Dentries>(folder, std::move(directory));
    }
    return std::unexpected(Error::from_errno("make a directory in /dev/shm or /tmp"));
  }
  Errno run() override {
    for (const char* name : names)
      if (::mknodat(directory_.number(), name, S_IFREG | 0600, 0) != 0) return Errno{errno};
    return {};
  }
  Errno reset() override {
    for (const char* name : names)
      if (::unlinkat(directory_.number(), name, 0) != 0) return Errno{errno};
    return {};
  }
  [[nodiscard]] double units() const override { return names.size(); }

 private:
  static constexpr std::array names{"a", "b", "c", "d", "e", "f", "g", "h",
                                    "i", "j", "k", "l", "m", "n", "o", "p"};
  std::string folder_;
  Fd directory_;
};

class OpenClose : public Operation {
 public:
  static Result<std::unique_ptr<Operation>> make() { return std::make_unique<OpenClose>(); }
  Errno run() override {
    for (int i = 0; i < times; ++i) {
      const int file = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
      if (file < 0) return Errno{errno};
      ::close(file);
    }
    return {};
  }
  [[nodiscard]] double units() const override { return times; }

 private:
  static constexpr int times = 32;
};

}  // namespace

Figures kernel_memory_figures() {
  Figures all;
  for (auto&& family : {in_every_place("kernel/pipe_fill", "page", PipeFill::make),
                        in_every_place("kernel/send_receive", "4K message", SendReceive::make),
                        in_every_place("kernel/fork", "fork and wait", ForkAndWait::make),
                        in_every_place("kernel/dentry", "file made", Dentries::make),
                        in_every_place("kernel/open_close", "open and close", OpenClose::make)})
    all.insert(all.end(), family.begin(), family.end());
  return all;
}

}  // namespace limitest::bench
