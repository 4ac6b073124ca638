// SPDX-License-Identifier: Apache-2.0
#include "harness/base/proc_stat.h"

#include <gtest/gtest.h>
#include <unistd.h>

namespace limitest {
namespace {

TEST(ProcStat, IsReadPastANameWithParentheses) {
  const auto stat = parse_proc_stat("42 (a (b) c) D 7 2 3 4 5 6 7 8 9 10 70 30 0 0 20 0 1 0 555 0 0");
  ASSERT_TRUE(stat);
  EXPECT_EQ(stat->state, 'D');
  EXPECT_EQ(stat->parent, 7);
  EXPECT_EQ(stat->user_ticks, 70U);
  EXPECT_EQ(stat->system_ticks, 30U);
  EXPECT_EQ(stat->start, 555U);
}

TEST(ProcStat, OfALineThatIsCutShortIsNone) {
  EXPECT_FALSE(parse_proc_stat(""));
  EXPECT_FALSE(parse_proc_stat("42 (short"));
  EXPECT_FALSE(parse_proc_stat("42 (short) S 7 2 3"));
  EXPECT_FALSE(parse_proc_stat("42 (words) S 7 2 3 4 5 6 7 8 9 10 70 30 0 0 20 0 1 0 soon"));
}

TEST(ProcStat, OfOurselvesNamesOurParent) {
  EXPECT_EQ(proc_stat_of(::getpid()).value().parent, ::getppid());
  EXPECT_FALSE(proc_stat_of(0x7ffffff0));
}

}  // namespace
}  // namespace limitest
