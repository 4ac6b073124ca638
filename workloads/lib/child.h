// SPDX-License-Identifier: Apache-2.0
// For tests: the built limitest-workload as a child with a status page, as the harness runs it.
#pragma once

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include <sys/types.h>

#include "workloads/status_page.h"

namespace limitest::workload {

class Child {
 public:
  explicit Child(std::vector<std::string> words);
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child();  // killed and reaped if it is still there

  StatusPage& page() { return *page_; }
  [[nodiscard]] pid_t pid() const { return pid_; }

  // False if the command is not obeyed in time.
  bool tell(Command command);
  bool reaches(Phase phase);
  int exit_status();  // waits; 128 + signal if killed, -1 if it does not end

 private:
  StatusPage* page_ = nullptr;
  pid_t pid_ = -1;
};

// Waits for it with a deadline far beyond what a loaded machine needs.
template <typename Predicate>
bool eventually(Predicate predicate) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!predicate()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(std::chrono::microseconds(200));
  }
  return true;
}

struct Output {
  std::string out;
  std::string err;
  int status;
};

// By hand: without a status page. Reads `lines` lines of its output, then ends it, or all if 0.
Output run_by_hand(std::vector<std::string> words, int lines = 0);

}  // namespace limitest::workload
