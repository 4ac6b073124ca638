// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/child.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <new>
#include <stdexcept>

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace limitest::workload {
namespace {

constexpr int status_descriptor = 3;

// `descriptors[i]` becomes descriptor i + 1 of the child; -1: left as it is.
pid_t spawn(std::vector<std::string> words, const std::array<int, 3>& descriptors) {
  words.insert(words.begin(), "limitest-workload");
  std::vector<char*> argv;
  argv.reserve(words.size() + 1);
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  for (std::size_t i = 0; i < descriptors.size(); ++i)
    if (descriptors[i] >= 0)
      ::posix_spawn_file_actions_adddup2(&actions, descriptors[i], static_cast<int>(i) + 1);
  pid_t pid = -1;
  const int error = ::posix_spawn(&pid, WORKLOAD_PROGRAM, &actions, nullptr, argv.data(), ::environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error("cannot start " WORKLOAD_PROGRAM);
  return pid;
}

int exit_status_of(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string read_lines(int fd, int lines) {
  std::string text;
  for (char c = 0; (lines == 0 || std::ranges::count(text, '\n') < lines) && ::read(fd, &c, 1) == 1;)
    text += c;
  return text;
}

}  // namespace

Child::Child(std::vector<std::string> words) {
  constexpr std::size_t size = 4096;
  // Above the standard ones, so that no dup2 onto itself keeps the close-on-exec flag.
  const int low = ::memfd_create("status", MFD_CLOEXEC);
  const int fd = ::fcntl(low, F_DUPFD_CLOEXEC, 10);
  ::close(low);
  if (fd < 0 || ::ftruncate(fd, size) != 0) throw std::runtime_error("cannot make a status page");
  void* at = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (at == MAP_FAILED) throw std::runtime_error("cannot map a status page");
  page_ = new (at) StatusPage{};
  page_->magic = status_magic;
  words.insert(words.end(), {"--status-fd", std::to_string(status_descriptor)});
  pid_ = spawn(std::move(words), {-1, -1, fd});
  ::close(fd);
}

Child::~Child() {
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  ::munmap(page_, 4096);
}

bool Child::tell(Command command) {
  page_->command = command;
  const std::uint32_t number = ++page_->command_number;
  return eventually([&] { return page_->obeyed == number; });
}

bool Child::reaches(Phase phase) {
  return eventually([&] { return page_->phase == phase; });
}

int Child::exit_status() {
  int status = 0;
  if (!eventually([&] { return ::waitpid(pid_, &status, WNOHANG) == pid_; })) return -1;
  pid_ = -1;
  return exit_status_of(status);
}

Output run_by_hand(std::vector<std::string> words, int lines) {
  std::array<int, 2> out{};
  std::array<int, 2> err{};
  if (::pipe2(out.data(), O_CLOEXEC) != 0 || ::pipe2(err.data(), O_CLOEXEC) != 0)
    throw std::runtime_error("cannot make a pipe");
  const pid_t pid = spawn(std::move(words), {out[1], err[1], -1});
  ::close(out[1]);
  ::close(err[1]);
  Output output{read_lines(out[0], lines), "", 0};
  if (lines != 0) ::kill(pid, SIGKILL);
  output.err = read_lines(err[0], 0);
  int status = 0;
  ::waitpid(pid, &status, 0);
  output.status = exit_status_of(status);
  ::close(out[0]);
  ::close(err[0]);
  return output;
}

}  // namespace limitest::workload
