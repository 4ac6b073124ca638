// SPDX-License-Identifier: Apache-2.0
// How far a byte reading may be from the truth on this kernel, derived and never guessed:
//   charge stock   a charge takes a whole batch of pages per CPU: 64 since 6.1 (kernel commit
//                  1813e51eece0), 32 before; usage reads high by up to batch x page x CPUs
//   page tables    one 8-byte entry a page, charged as kernel memory
//   empty workload what the smallest program is charged for its stack, tables and task, measured
//   stat flush     memory.stat lags by up to batch x CPUs pages until the next flush
#pragma once

#include <string>

#include "harness/cgroup/control_file.h"

namespace limitest::engine {

// What the derivation starts from.
struct SlackModel {
  double page = 4096;
  double cpus = 1;
  double batch = 64;
  double empty_workload = 0;  // bytes, measured by calibrate.h; 0: not measured

  // Bytes that may be charged to a group beyond what its tasks use.
  [[nodiscard]] double stock() const { return batch * page * cpus; }
  // Page tables for that many bytes, with the few pages of the upper levels.
  [[nodiscard]] double page_tables(double bytes) const;

  // A charged reading R tells that what is in use lies in [R - below, R].
  [[nodiscard]] double below_charged(double reading) const;
  // A flushed reading may be off by this much either way.
  [[nodiscard]] double around_flushed() const { return stock(); }
  // What `a ≈ b` allows: all that the kernel may charge for `bytes` of touched memory.
  [[nodiscard]] double near(double bytes) const;

  [[nodiscard]] std::string explain_charged(double reading) const;
  [[nodiscard]] std::string explain_flushed() const;
  [[nodiscard]] std::string explain_near(double bytes) const;
};

// The charge batch of a kernel, by its release: "6.18.44" -> 64.
double charge_batch(const std::string& release);

}  // namespace limitest::engine
