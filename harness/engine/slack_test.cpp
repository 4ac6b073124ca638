// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/slack.h"

#include <gtest/gtest.h>

namespace limitest::engine {
namespace {

TEST(Slack, TheChargeBatchDoubledIn61) {
  EXPECT_EQ(charge_batch("5.10.223"), 32);
  EXPECT_EQ(charge_batch("6.0.19"), 32);
  EXPECT_EQ(charge_batch("6.1.192-cloud"), 64);
  EXPECT_EQ(charge_batch("7.3.4"), 64);
}

TEST(Slack, ACpuKeepsStocksOfSevenGroupsSince616) {
  EXPECT_EQ(stock_slots("6.12.117"), 1);
  EXPECT_EQ(stock_slots("6.18.44"), 7);
  const SlackModel old{.page = 4096, .cpus = 2, .batch = 64, .slots = 1};
  const SlackModel fresh{.page = 4096, .cpus = 2, .batch = 64, .slots = 7};
  const Charging parent{.groups = 3};
  EXPECT_EQ(old.stock(parent), 524'288);
  EXPECT_EQ(fresh.stock(parent), 3 * 524'288);
  EXPECT_EQ(fresh.stock({.groups = 20}), 7 * 524'288);
  EXPECT_EQ(fresh.stock(), 524'288);
}

TEST(Slack, IsOneBatchForWhatIsPinnedToOneCpu) {
  const SlackModel model{.page = 4096, .cpus = 64, .batch = 64, .slots = 7};
  EXPECT_EQ(model.stock({.cpus = 1}), 262'144);
  EXPECT_EQ(model.stock({.cpus = 100}), model.stock());
  EXPECT_NE(model.explain_charged(1e6, {.cpus = 1}).find("1 CPU it is pinned to"), std::string::npos);
}

TEST(Slack, CountsAnEmptyWorkloadForEachProcess) {
  const SlackModel model{.page = 4096, .cpus = 1, .empty_workload = 100'000};
  EXPECT_EQ(model.below_charged(0, {.processes = 3}) - model.below_charged(0), 200'000);
}

TEST(Slack, IsTheSumOfItsParts) {
  const SlackModel model{.page = 4096, .cpus = 2, .batch = 64, .empty_workload = 100'000};
  EXPECT_EQ(model.stock(), 524'288);
  EXPECT_EQ(model.page_tables(104'857'600), 204'800 + 16'384);
  EXPECT_EQ(model.below_charged(104'857'600), 524'288 + 204'800 + 16'384 + 100'000);
}

TEST(Slack, GrowsWithCpusAndPageSize) {
  const SlackModel small{.page = 4096, .cpus = 1, .batch = 64};
  const SlackModel large{.page = 65536, .cpus = 8, .batch = 64};
  EXPECT_GT(large.near(1e6), small.near(1e6));
}

TEST(Slack, AFlushEndsTheLagOfEventsSince513) {
  EXPECT_FALSE(flushes_statistics("5.10.262"));
  EXPECT_TRUE(flushes_statistics("5.13.0"));
  const SlackModel fresh{.page = 4096, .cpus = 2, .batch = 64};
  EXPECT_EQ(fresh.around_events({.groups = 3}), 0);
  EXPECT_EQ(fresh.around_flushed({.groups = 3}), 64 * 2 * 4096);
  const SlackModel old{.page = 4096, .cpus = 2, .batch = 32, .flushes = false};
  EXPECT_EQ(old.around_events({.groups = 3}), 32 * 2 * 3);
  EXPECT_EQ(old.around_flushed({.groups = 3}), 32 * 2 * 3 * 4096);
  EXPECT_NE(old.explain_events({.groups = 3}).find("32 a batch x 2 CPUs x 3 groups"), std::string::npos);
}

TEST(Slack, ExplainsItself) {
  const SlackModel model{.page = 4096, .cpus = 2, .batch = 64, .empty_workload = 4096};
  for (const std::string& text : {model.explain_charged(1e8), model.explain_near(1e8)}) {
    EXPECT_NE(text.find("64 pages a batch x 2 CPUs"), std::string::npos) << text;
    EXPECT_NE(text.find("page tables"), std::string::npos) << text;
    EXPECT_NE(text.find("4096 (4K)"), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace limitest::engine
