// SPDX-License-Identifier: Apache-2.0
#include "harness/base/kernel_version.h"

#include <gtest/gtest.h>

namespace limitest {
namespace {

TEST(KernelVersions, AreReadFromReleases) {
  EXPECT_EQ(parse_kernel_version("6.18.44-fc"), (KernelVersion{6, 18, 44}));
  EXPECT_EQ(parse_kernel_version("6.1"), (KernelVersion{6, 1, 0}));
  EXPECT_EQ(parse_kernel_version("7.3.4+deb13-cloud"), (KernelVersion{7, 3, 4}));
  EXPECT_FALSE(parse_kernel_version("next"));
}

TEST(KernelRules, CompareAsFarAsTheyAreWritten) {
  EXPECT_TRUE(*satisfies("6.18.44", ">= 6.13"));
  EXPECT_FALSE(*satisfies("6.12.117", ">= 6.13"));
  EXPECT_TRUE(*satisfies("6.12.117", "<=6.12"));
  EXPECT_FALSE(*satisfies("6.12.117", "<= 6.12.100"));
  EXPECT_TRUE(*satisfies("5.10.223", "< 5.11"));
}

TEST(KernelRules, HaveSeveralPartsThatMustAllHold) {
  EXPECT_TRUE(*satisfies("6.18.44", ">= 6.12 < 7.3"));
  EXPECT_FALSE(*satisfies("7.3.1", ">= 6.12 < 7.3"));
  EXPECT_FALSE(*satisfies("6.1.9", ">=6.12 <7.3"));
  EXPECT_FALSE(satisfies("6.1", ">= 6.12 and"));
}

TEST(KernelRules, HoldForNoKernelWhereTheirPartsExcludeEachOther) {
  for (const char* rule : {">= 6.15 < 6.1", "> 6.12 < 6.13", "> 6.12 <= 6.12", ">= 6.1.5 < 6.1.5", "< 0.0"})
    EXPECT_TRUE(is_unsatisfiable(rule)) << rule;
  for (const char* rule :
       {">= 6.1", "< 5.11", ">= 6.12 < 7.3", "> 6.12.3 <= 6.12", ">= 6.12 <= 6.12", "> 6.1"})
    EXPECT_FALSE(is_unsatisfiable(rule)) << rule;
}

TEST(KernelRules, RefuseNonsense) {
  EXPECT_FALSE(satisfies("6.1", "6.13"));
  EXPECT_FALSE(satisfies("6.1", ">= new"));
  EXPECT_FALSE(satisfies("6.1", ""));
}

}  // namespace
}  // namespace limitest
