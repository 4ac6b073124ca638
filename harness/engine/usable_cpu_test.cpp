// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/usable_cpu.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace limitest::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(CpuLists, AreReadAsTheKernelWritesThem) {
  EXPECT_THAT(cpus_in("2-4,9\n"), ElementsAre(2, 3, 4, 9));
  EXPECT_THAT(cpus_in("0\n"), ElementsAre(0));
  EXPECT_THAT(cpus_in("\n"), IsEmpty());
  EXPECT_THAT(cpus_in("(null)\n"), IsEmpty());
  EXPECT_THAT(cpus_in("1-"), IsEmpty());
}

TEST(UsableCpu, BeginsAnewBehindTheLast) {
  const int first = usable_cpu(0);
  EXPECT_GE(first, 0);
  int number = 1;
  while (number < 4096 && usable_cpu(number) != first) ++number;
  EXPECT_LT(number, 4096);
}

}  // namespace
}  // namespace limitest::engine
