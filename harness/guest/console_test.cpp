// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/console.h"

#include <gtest/gtest.h>

namespace limitest::guest {
namespace {

TEST(Console, AnOopsExplainsMoreThanThePanicItEndsIn) {
  EXPECT_EQ(cause_of_death("[    1.0] something\n"
                           "[    2.345678] BUG: kernel NULL pointer dereference, address: 0000000000000008\n"
                           "[    2.345679] Oops: 0000 [#1] SMP\n"
                           "[    2.5] Kernel panic - not syncing: Fatal exception\n"),
            "BUG: kernel NULL pointer dereference, address: 0000000000000008");
}

TEST(Console, APanicAloneIsItsOwnCause) {
  EXPECT_EQ(cause_of_death("[    2.5] Kernel panic - not syncing: sysrq triggered crash\n[    2.6] CPU: 0\n"),
            "Kernel panic - not syncing: sysrq triggered crash");
}

TEST(Console, OrdinaryTalkIsNoDeath) {
  EXPECT_EQ(cause_of_death("[    0.0] Linux version 6.1\nMemory cgroup out of memory: Killed process 12\n"),
            "");
}

TEST(Console, FirmwareEscapesAndCarriageReturnsGo) {
  EXPECT_EQ(plain_console("\x1b[2J\x1b[1;1H\x1b"
                          "cSeaBIOS\r\nnext"),
            "SeaBIOS\nnext");
}

TEST(Console, TheTailStartsWithAWholeLine) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "line number " + std::to_string(i) + "\n";
  const std::string tail = console_tail(text);
  EXPECT_LT(tail.size(), 13'000U);
  EXPECT_TRUE(tail.starts_with("...\nline number "));
  EXPECT_TRUE(tail.ends_with("line number 4999\n"));
}

}  // namespace
}  // namespace limitest::guest
