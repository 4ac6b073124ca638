// SPDX-License-Identifier: Apache-2.0
// The harness's side of a workload's status page (workloads/status_page.h says why it is one).
#pragma once

#include <cstdint>

#include "harness/base/bytes.h"
#include "harness/base/fd.h"
#include "workloads/status_page.h"

namespace limitest::process {

// One reading of the page.
struct Report {
  workload::Phase phase = workload::Phase::starting;
  std::uint64_t touched = 0;
  std::uint64_t progress = 0;
  std::uint64_t failures = 0;
  int last_errno = 0;
  std::uint32_t children = 0;
  Nanoseconds last_beat{};
};

// Owns the memory; the descriptor is passed to the workload and outlives nothing.
class StatusPage {
 public:
  static Result<StatusPage> create();
  StatusPage(StatusPage&& other) noexcept
      : memory_(std::move(other.memory_)), page_(std::exchange(other.page_, nullptr)) {}
  StatusPage& operator=(StatusPage&&) = delete;
  ~StatusPage();

  [[nodiscard]] int descriptor() const { return memory_.number(); }
  [[nodiscard]] Report read() const;

  // Asks the workload for something; returns the command's number.
  std::uint32_t tell(workload::Command command);
  [[nodiscard]] bool obeyed(std::uint32_t number) const;

 private:
  StatusPage(Fd memory, workload::StatusPage* page) : memory_(std::move(memory)), page_(page) {}

  Fd memory_;
  workload::StatusPage* page_;
};

}  // namespace limitest::process
