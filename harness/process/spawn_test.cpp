// SPDX-License-Identifier: Apache-2.0
#include "harness/process/spawn.h"

#include <csignal>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/magic.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "harness/base/clock.h"
#include "harness/base/retry.h"
#include "harness/process/ending.h"
#include "harness/process/orphans.h"
#include "harness/process/output_page.h"
#include "harness/process/task_state.h"

namespace limitest::process {
namespace {

constexpr Nanoseconds patience = std::chrono::seconds(20);

ExitStatus end_of(const Child& child) {
  const auto status = wait_for(child, patience);
  EXPECT_TRUE(status);
  return status.value_or(ExitStatus{});
}

Child shell(const std::string& script, int output = -1) {
  auto child = spawn({.path = "/bin/sh", .argv = {"sh", "-c", script}, .output = output});
  EXPECT_TRUE(child) << to_string(child.error());
  return std::move(*child);
}

TEST(Spawn, ReportsHowTheProgramEnded) {
  EXPECT_EQ(end_of(shell("exit 7")).to_string(), "exited with status 7");
  EXPECT_EQ(end_of(shell("kill -TERM $$")).to_string(), "was killed by SIGTERM");
}

// Or whoever kills the child's cgroup kills the parent, which shares its memory, as well.
TEST(Spawn, ReturnsWhenTheChildHasMemoryOfItsOwn) {
  constexpr int kcmp_vm = 1;
  const pid_t self = ::getpid();
  if (::syscall(SYS_kcmp, self, self, kcmp_vm, 0, 0) != 0) GTEST_SKIP() << "this kernel has no kcmp(2)";
  for (int i = 0; i < 50; ++i) {
    const Child child = shell("exec sleep 60");
    EXPECT_NE(::syscall(SYS_kcmp, self, child.pid, kcmp_vm, 0, 0), 0);
    ::kill(child.pid, SIGKILL);
    end_of(child);
  }
}

TEST(Spawn, AddsTunablesToThoseWeWereStartedWith) {
  ::setenv("GLIBC_TUNABLES", "glibc.malloc.perturb=1", 1);
  const auto child =
      spawn({.path = "/bin/sh",
             .argv = {"sh", "-c", "test $GLIBC_TUNABLES = $0", "glibc.malloc.perturb=1:glibc.pthread.rseq=0"},
             .tunables = "glibc.pthread.rseq=0"});
  ::unsetenv("GLIBC_TUNABLES");
  ASSERT_TRUE(child);
  EXPECT_EQ(end_of(*child).to_string(), "exited with status 0");
}

TEST(Spawn, NamesTheCallThatFailed) {
  const auto child = spawn({.path = "/nonexistent/program", .argv = {"program"}});
  ASSERT_FALSE(child);
  EXPECT_EQ(child.error().stage, SpawnFailure::Stage::exec);
  EXPECT_EQ(child.error().answer.name(), "ENOENT");
}

TEST(Spawn, ARefusedAttachIsTheKernelsAnswer) {
  const Fd no_cgroup = std::move(*open_at(AT_FDCWD, "/dev/full", O_WRONLY));
  const auto child = spawn({.path = "/bin/true", .argv = {"true"}, .attach = no_cgroup.number()});
  ASSERT_FALSE(child);
  EXPECT_EQ(child.error().stage, SpawnFailure::Stage::attach);
  EXPECT_EQ(child.error().answer.name(), "ENOSPC");
}

#if defined(__x86_64__)
TEST(Spawn, AChildBornInItsCgroupNeedsNoAttach) {
  const auto unified = open_at(AT_FDCWD, "/sys/fs/cgroup/unified", O_RDONLY | O_DIRECTORY);
  const auto directory =
      unified ? open_at(unified->number(), ".", O_RDONLY) : open_at(AT_FDCWD, "/sys/fs/cgroup", O_RDONLY);
  struct statfs where {};
  if (!directory || ::fstatfs(directory->number(), &where) != 0 || where.f_type != CGROUP2_SUPER_MAGIC)
    GTEST_SKIP() << "no cgroup2 is mounted here";
  const Fd refuses = std::move(*open_at(AT_FDCWD, "/dev/full", O_WRONLY));
  const auto child = spawn({.path = "/bin/sh",
                            .argv = {"sh", "-c", "exit 7"},
                            .into = directory->number(),
                            .attach = refuses.number()});
  ASSERT_TRUE(child) << to_string(child.error());
  EXPECT_EQ(end_of(*child).to_string(), "exited with status 7");
}
#endif

TEST(Spawn, PassesNoDescriptorsButTheThree) {
  const auto page = OutputPage::create(4096);
  ASSERT_TRUE(page);
  end_of(shell("ls /proc/self/fd | wc -l", page->descriptor()));
  EXPECT_EQ(page->text(), "4\n");  // 0, 1, 2 and the listing itself
}

// What a shell starts in the background has SIGINT ignored.
TEST(Spawn, GivesSignalsTheirOrdinaryMeaning) {
  const auto before = ::signal(SIGINT, SIG_IGN);
  const ExitStatus status = end_of(shell("kill -INT $$; exit 7"));
  ::signal(SIGINT, before);
  EXPECT_EQ(status.to_string(), "was killed by SIGINT");
}

TEST(Ending, LeavesNoZombie) {
  const Child child = shell("exec sleep 60");
  EXPECT_FALSE(wait_for(child, Nanoseconds{}));
  const auto status = end(child, patience);
  ASSERT_TRUE(status);
  EXPECT_EQ(status->to_string(), "was killed by SIGKILL");
  EXPECT_NE(::access(fmt::format("/proc/{}", child.pid).c_str(), F_OK), 0);
}

TEST(Orphans, AreReapedAndOthersAreNot) {
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
  const auto page = OutputPage::create(4096);
  ASSERT_TRUE(page);
  end_of(shell("sleep 0 & echo $!", page->descriptor()));
  const std::string orphan = "/proc/" + page->text().substr(0, page->text().find('\n'));
  const Child known = shell("exec sleep 60");
  EXPECT_TRUE(retry_until(monotonic_now() + patience, [&] {
    reap_orphans([&](int pid) { return pid == known.pid; });
    return ::access(orphan.c_str(), F_OK) != 0;
  }));
  kill(known);
  pollfd dead{.fd = known.pidfd.number(), .events = POLLIN, .revents = 0};
  EXPECT_EQ(::poll(&dead, 1, -1), 1);
  reap_orphans([&](int pid) { return pid == known.pid; });
  EXPECT_EQ(end_of(known).to_string(), "was killed by SIGKILL");
  ::prctl(PR_SET_CHILD_SUBREAPER, 0);
}

TEST(OutputPage, KeepsWhatFitsAndRefusesTheRest) {
  const auto page = OutputPage::create(4096);
  ASSERT_TRUE(page);
  end_of(shell("echo begin; head -c 100000 /dev/zero", page->descriptor()));
  EXPECT_EQ(page->text().substr(0, 6), "begin\n");
  EXPECT_LE(page->text().size(), 4096U);
}

TEST(OutputPage, IsNoLargerThanMadeWhereverAProgramSeeks) {
  const auto page = OutputPage::create(4096);
  ASSERT_TRUE(page);
  ASSERT_GT(::lseek(page->descriptor(), off_t{1} << 50, SEEK_SET), 0);
  EXPECT_LE(page->text().size(), 4096U);
}

TEST(TaskState, ListsTheLeaderFirst) {
  EXPECT_EQ(threads_of(::getpid()).front(), ::getpid());
}

}  // namespace
}  // namespace limitest::process
