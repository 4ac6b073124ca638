// SPDX-License-Identifier: Apache-2.0
// Runs the built program as a user would and looks at what is left behind.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "harness/process/spawn.h"
#include "harness/result/model.h"

namespace limitest::cli {

struct Ended {
  int status = -1;     // exit status; 128 + N for signal N
  std::string output;  // stdout and stderr together
};

// A folder of its own for the files of one test, removed with it.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  // Writes a file and returns its path.
  [[nodiscard]] std::string file(const std::string& name, const std::string& content) const;
  [[nodiscard]] std::string path(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

// Runs limitest to its end.
Ended limitest(std::vector<std::string> arguments);
// Starts it and comes back at once; its output goes nowhere.
process::Child start_limitest(std::vector<std::string> arguments);
Ended wait_for(const process::Child& child);

// The results that a run of these scenario files leaves.
result::Run results_of(const std::vector<std::string>& arguments, const Folder& folder);
result::Run read_results(const std::string& path);

// cgroups of ours below the memory hierarchy, and processes of ours, that are there now.
std::vector<std::string> left_cgroups();
std::vector<int> left_processes();

}  // namespace limitest::cli
