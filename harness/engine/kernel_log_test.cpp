// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/kernel_log.h"

#include <gtest/gtest.h>

namespace limitest::engine {
namespace {

TEST(KernelLog, TakesTheMessageOutOfARecord) {
  EXPECT_EQ(message_of_record("6,1234,5678,-;eth0: link; is up\n SUBSYSTEM=net\n"), "eth0: link; is up");
}

TEST(KernelLog, TellsTheKernelFromPrograms) {
  EXPECT_TRUE(is_of_the_kernel("4,1234,5678,-;WARNING: CPU: 1 PID: 77 at mm/page_counter.c:58"));
  EXPECT_FALSE(is_of_the_kernel("12,1234,5678,-;WARNING: a program's own"));
  EXPECT_FALSE(is_of_the_kernel("no record at all"));
}

TEST(KernelLog, AnOomKillIsNoAlarm) {
  for (const char* line : {"limitest-workloa invoked oom-killer: gfp_mask=0xcc0", "Call Trace:",
                           "Memory cgroup out of memory: Killed process 4711 (stress) total-vm:110644kB"})
    EXPECT_FALSE(is_alarming(line)) << line;
}

TEST(KernelLog, TroubleOfTheKernelIs) {
  for (const char* line :
       {"WARNING: CPU: 1 PID: 77 at mm/page_counter.c:58 page_counter_uncharge+0x30/0x40",
        "BUG: kernel NULL pointer dereference", "watchdog: BUG: soft lockup - CPU#0 stuck for 22s!",
        "INFO: task limitest:99 blocked for more than 120 seconds.", "page_counter underflow: -1 nr_pages=1"})
    EXPECT_TRUE(is_alarming(line)) << line;
}

TEST(KernelLog, ATrapThatNobodySetIsTheProcessors) {
  const char* line = "WARNING: CPU: 0 PID: 2533 at arch/x86/kernel/traps.c:1165 exc_debug_kernel+0x10b/0x170";
  EXPECT_TRUE(is_processors(line));
  EXPECT_TRUE(
      is_processors("WARNING: arch/x86/kernel/traps.c:1165 at exc_debug_kernel+0x10b/0x170, CPU#0: a/1"));
  EXPECT_FALSE(
      is_processors("WARNING: CPU: 1 PID: 77 at mm/page_counter.c:58 page_counter_uncharge+0x30/0x40"));
  EXPECT_FALSE(is_processors("Call Trace: exc_debug_kernel+0x10b/0x170"));
}

TEST(KernelLog, AWarningIsTakenOutOfTheTaintAlone) {
  EXPECT_EQ(without_warning("512"), "0");
  EXPECT_EQ(without_warning("641"), "129");
  EXPECT_EQ(without_warning("0"), "0");
}

}  // namespace
}  // namespace limitest::engine
