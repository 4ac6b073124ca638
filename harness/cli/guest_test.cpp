// SPDX-License-Identifier: Apache-2.0
// Boots kernels as a user would. Which: those that LIMITEST_KERNELS names, separated by colons.
#include <algorithm>
#include <cstdlib>
#include <sstream>

#include <gtest/gtest.h>

#include "harness/cli/limitest_program_test.h"

namespace limitest::cli {
namespace {

using result::Outcome;
using result::Verdict;

std::vector<std::string> kernels() {
  const char* all = std::getenv("LIMITEST_KERNELS");
  std::istringstream names(all != nullptr ? all : "");
  std::vector<std::string> found;
  for (std::string one; std::getline(names, one, ':');)
    if (!one.empty()) found.push_back(one);
  return found;
}

class Guests : public testing::Test {
 protected:
  void SetUp() override {
    if (kernels().empty())
      GTEST_SKIP() << "no kernel was booted: name images in LIMITEST_KERNELS, separated by colons; "
                      "`ci/kernels` gets some";
  }

  result::Run play(const std::string& kernel, const std::vector<std::string>& arguments) {
    std::vector<std::string> all{"--kernel", kernel};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return results_of(all, folder);
  }
  Folder folder;
};

const Outcome* find(const result::Run& run, const std::string& scenario) {
  const auto found = std::ranges::find(run.outcomes, scenario, &Outcome::scenario);
  return found == run.outcomes.end() ? nullptr : &*found;
}

TEST_F(Guests, PlayWhatTheirKernelOffers) {
  for (const std::string& kernel : kernels()) {
    const std::string needy =
        "needs: {program: no-such-program}\ncgroups: {box: {}}\nsteps: [{expect: box exists}]\n";
    const result::Run run =
        play(kernel, {"limits/freed-memory-can-be-used-again", "limits/no-limit-by-default",
                      folder.file("skipped.yaml", needy), folder.file("skipped-too.yaml", needy)});
    EXPECT_TRUE(run.finished) << kernel;
    EXPECT_EQ(run.outcomes.size(), 7U) << kernel;  // the first is a matrix of four
    for (const Outcome& outcome : run.outcomes) {
      EXPECT_TRUE(outcome.verdict == Verdict::pass || outcome.verdict == Verdict::skip)
          << kernel << ": " << outcome.scenario << ": " << outcome.reason;
      EXPECT_FALSE(outcome.kernel.empty()) << kernel;
      EXPECT_FALSE(outcome.hierarchy.empty()) << kernel;
      const bool built_in = outcome.scenario.starts_with("limits/");
      EXPECT_EQ(outcome.file.starts_with("scenarios/"), built_in) << outcome.file;
    }
    EXPECT_TRUE(left_processes().empty());
  }
}

// The kernel is told to panic at any OOM: one scenario kills it, the other is played all the same.
TEST_F(Guests, APanicIsTheFailureOfItsScenario) {
  const std::string kernel = kernels().front();
  const std::string dies = folder.file("dies.yaml",
                                       "# Dies at its limit.\ncgroups:\n  box: {limit: 8M}\nsteps:\n"
                                       "  - start: grower\n    as: hog\n    in: box\n    with: {until: 64M}\n"
                                       "  - expect: hog killed\n");
  const result::Run run = play(
      kernel, {"--swap", "none", "--append", "sysctl.vm.panic_on_oom=2", dies, "limits/no-limit-by-default"});
  const Outcome* victim = find(run, "dies");
  ASSERT_NE(victim, nullptr);
  EXPECT_EQ(victim->verdict, Verdict::fail);
  EXPECT_NE(victim->reason.find("panic"), std::string::npos) << victim->reason;
  ASSERT_FALSE(victim->evidence.empty());
  EXPECT_NE(victim->evidence.front().text.find("Kernel panic"), std::string::npos);
  const Outcome* other = find(run, "limits/no-limit-by-default");
  ASSERT_NE(other, nullptr);
  EXPECT_NE(other->verdict, Verdict::broken) << other->reason;
  EXPECT_NE(other->verdict, Verdict::fail) << other->reason;
}

TEST_F(Guests, ProveThatScenariosCanFail) {
  const std::string blind = folder.file(
      "blind.yaml", "# Looks at nothing.\ncgroups:\n  box: {limit: 8M}\nsteps: [{expect: box exists}]\n");
  const std::string lines = folder.file("proof.jsonl", "");
  const Ended ended = limitest(
      {"prove", "--kernel", kernels().front(), "-o", "jsonl=" + lines, blind, "limits/no-limit-by-default"});
  EXPECT_EQ(ended.status, 0) << ended.output;
  EXPECT_NE(ended.output.find("blind did not notice:\n  " + blind + ":3: without: limit 8M of box"),
            std::string::npos)
      << ended.output;
  EXPECT_NE(ended.output.find("by 2 scenarios"), std::string::npos) << ended.output;
  EXPECT_NE(read_file(lines).value_or("").find(R"("noticed":true)"), std::string::npos);
}

TEST_F(Guests, AProofOnAKernelThatDoesNotComeUpIsBroken) {
  const Ended ended = limitest(
      {"prove", "--kernel", kernels().front(), "--append", "rdinit=/nowhere", "limits/no-limit-by-default"});
  EXPECT_EQ(ended.status, 3) << ended.output;
  EXPECT_NE(ended.output.find("panic"), std::string::npos) << ended.output;
}

TEST_F(Guests, AKernelThatNeverGetsToItsFirstProgramIsBroken) {
  const result::Run run =
      play(kernels().front(), {"--append", "rdinit=/nowhere", "limits/no-limit-by-default"});
  ASSERT_EQ(run.outcomes.size(), 1U);
  EXPECT_EQ(run.outcomes[0].verdict, Verdict::broken);
  EXPECT_NE(run.outcomes[0].reason.find("never started"), std::string::npos) << run.outcomes[0].reason;
  EXPECT_FALSE(run.outcomes[0].evidence.empty());
}

TEST_F(Guests, WithoutTheControllerEverythingIsSkippedWithTheReason) {
  const result::Run run =
      play(kernels().front(), {"--append", "cgroup_disable=memory", "limits/no-limit-by-default"});
  ASSERT_EQ(run.outcomes.size(), 1U);
  EXPECT_EQ(run.outcomes[0].verdict, Verdict::skip);
  EXPECT_NE(run.outcomes[0].reason.find("no memory controller"), std::string::npos) << run.outcomes[0].reason;
}

// QEMU as some build it, first in PATH: without the device for shared memory.
class QemuWithoutIvshmem : public Guests {
 protected:
  void SetUp() override {
    Guests::SetUp();
    const char* path = std::getenv("PATH");
    path_ = path != nullptr ? path : "";
    const std::string program =
        folder.file("qemu-system-x86_64",
                    "#!/bin/sh\n"
                    "PATH=" +
                        path_ +
                        "\n"
                        "case \"$*\" in *ivshmem*)\n"
                        "  echo \"'ivshmem-plain' is not a valid device model name\" >&2; exit 1;;\n"
                        "esac\n"
                        "exec qemu-system-x86_64 \"$@\"\n");
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    ::setenv("PATH", (folder.path("") + ":" + path_).c_str(), 1);
  }
  void TearDown() override { ::setenv("PATH", path_.c_str(), 1); }

 private:
  std::string path_;
};

TEST_F(QemuWithoutIvshmem, IsHeardThroughASerialPortInARun) {
  const result::Run run = play(kernels().front(), {"limits/no-limit-by-default"});
  ASSERT_EQ(run.outcomes.size(), 1U);
  EXPECT_EQ(run.outcomes[0].verdict, Verdict::pass) << run.outcomes[0].reason;
}

TEST_F(QemuWithoutIvshmem, IsHeardThroughASerialPortInAProof) {
  const Ended ended = limitest({"prove", "--kernel", kernels().front(), "limits/no-limit-by-default"});
  EXPECT_EQ(ended.status, 0) << ended.output;
  EXPECT_NE(ended.output.find("by 1 scenario"), std::string::npos) << ended.output;
}

}  // namespace
}  // namespace limitest::cli
