// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/limitest_program_test.h"

#include <charconv>

#include <gtest/gtest.h>
#include <unistd.h>

#include "harness/cgroup/run_tree.h"
#include "harness/process/ending.h"
#include "harness/process/output_page.h"
#include "harness/result/json_lines.h"

namespace limitest::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t output_capacity = 1U << 20U;
constexpr Nanoseconds patience = std::chrono::minutes(15);

process::Child start(std::vector<std::string> arguments, int output) {
  arguments.insert(arguments.begin(), "limitest");
  auto child = process::spawn({.path = LIMITEST_PROGRAM, .argv = std::move(arguments), .output = output});
  EXPECT_TRUE(child) << to_string(child.error());
  return std::move(*child);
}

int status_of(const process::Child& child) {
  const auto status = process::wait_for(child, patience);
  EXPECT_TRUE(status) << "limitest does not end";
  if (!status) return -1;
  return status->by_signal ? 128 + status->value : status->value;
}

}  // namespace

Folder::Folder() {
  std::string name = (fs::temp_directory_path() / "limitest-test-XXXXXX").string();
  EXPECT_NE(::mkdtemp(name.data()), nullptr);
  path_ = name;
}

Folder::~Folder() {
  std::error_code none;
  fs::remove_all(path_, none);
}

std::string Folder::file(const std::string& name, const std::string& content) const {
  EXPECT_TRUE(replace_file(path_ / name, content));
  return path_ / name;
}

Ended limitest(std::vector<std::string> arguments) {
  const auto output = process::OutputPage::create(output_capacity);
  EXPECT_TRUE(output);
  const int status = status_of(start(std::move(arguments), output->descriptor()));
  return {status, output->text()};
}

process::Child start_limitest(std::vector<std::string> arguments) {
  return start(std::move(arguments), -1);
}

Ended wait_for(const process::Child& child) {
  return {status_of(child), ""};
}

result::Run results_of(const std::vector<std::string>& arguments, const Folder& folder) {
  std::vector<std::string> all{"run", "-o", "jsonl=" + folder.path("results.jsonl")};
  all.insert(all.end(), arguments.begin(), arguments.end());
  const Ended ended = limitest(all);
  EXPECT_TRUE(ended.status == 0 || ended.status == 1 || ended.status == 3 || ended.status == 4)
      << ended.status << "\n"
      << ended.output;
  return read_results(folder.path("results.jsonl"));
}

result::Run read_results(const std::string& path) {
  const auto text = read_file(path);
  if (!text) return {};
  auto run = result::parse_json_lines(*text);
  return run ? std::move(*run) : result::Run{};
}

std::vector<std::string> left_cgroups() {
  const auto location = cgroup::find_memory_controller();
  return location ? run_trees(*location) : std::vector<std::string>();
}

std::vector<int> left_processes() {
  std::vector<int> found;
  std::error_code none;
  const fs::path ours = fs::path(LIMITEST_PROGRAM).parent_path();
  for (const auto& entry : fs::directory_iterator("/proc", none)) {
    int pid = 0;
    const std::string name = entry.path().filename();
    if (std::from_chars(name.data(), name.data() + name.size(), pid).ec != std::errc{} || pid <= 0) continue;
    const fs::path program = fs::read_symlink(entry.path() / "exe", none);
    if (program.parent_path() == ours && program.filename().string().starts_with("limitest"))
      found.push_back(pid);
  }
  return found;
}

}  // namespace limitest::cli
