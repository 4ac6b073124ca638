// SPDX-License-Identifier: Apache-2.0
// How far a byte reading may be from the truth on this kernel, derived and never guessed:
//   charge stock   a charge takes a whole batch of pages per CPU and group: 64 since 6.1 (kernel commit
//                  1813e51eece0), 32 before. A CPU keeps the stock of one group, since 6.16 of seven
//                  (commit f735eebe55f8), so a parent's reading may hold stocks of several groups.
//   page tables    one 8-byte entry a page, charged as kernel memory
//   empty workload what the smallest program is charged for its stack, tables and task, measured;
//                  once for each process
//   stat flush     memory.stat lags by up to batch x CPUs pages until the next flush, every 2 s; before 5.13
//                  (commit 2d146aa3aa84) nothing flushed it, and each group below kept such a rest for good,
//                  of events too
#pragma once

#include <string>

#include "harness/base/bytes.h"
#include "harness/cgroup/control_file.h"

namespace limitest::engine {

// Who may have charged the group that is read.
struct Charging {
  double cpus = 0;       // on which its processes may have run; 0: all there are
  double groups = 1;     // the group itself and those below it
  double processes = 1;  // in all of them, at least one
};

// What the derivation starts from.
struct SlackModel {
  double page = 4096;
  double cpus = 1;
  double batch = 64;
  double slots = 1;           // groups whose stock a CPU keeps
  bool flushes = true;        // whether memory.stat is brought up to date from time to time
  double empty_workload = 0;  // bytes, measured by calibrate.h; 0: not measured

  // Bytes that may be charged to a group beyond what its tasks use.
  [[nodiscard]] double stock(const Charging& by = {}) const;
  // Page tables for that many bytes, with the few pages of the upper levels.
  [[nodiscard]] double page_tables(double bytes) const;

  // A charged reading R tells that what is in use lies in [R - below, R].
  [[nodiscard]] double below_charged(double reading, const Charging& by = {}) const;
  // A flushed reading of bytes may be off by this much either way, ...
  [[nodiscard]] double around_flushed(const Charging& by = {}) const { return rest_in_pages(by) * page; }
  // ... and one of events: a lag that waiting ends is no reason to allow one.
  [[nodiscard]] double around_events(const Charging& by = {}) const {
    return flushes ? 0 : rest_in_pages(by);
  }
  // What `a ≈ b` allows: all that the kernel may charge for `bytes` of touched memory.
  [[nodiscard]] double near(double bytes, const Charging& by = {}) const;

  [[nodiscard]] std::string explain_charged(double reading, const Charging& by = {}) const;
  [[nodiscard]] std::string explain_flushed(const Charging& by = {}) const;
  [[nodiscard]] std::string explain_events(const Charging& by = {}) const;
  [[nodiscard]] std::string explain_near(double bytes, const Charging& by = {}) const;

  bool operator==(const SlackModel&) const = default;

 private:
  [[nodiscard]] double rest_in_pages(const Charging& by) const;
};

// The charge batch of a kernel, by its release: "6.18.44" -> 64.
double charge_batch(const std::string& release);

// How many groups' stocks a CPU of such a kernel keeps.
double stock_slots(const std::string& release);

// Whether such a kernel brings memory.stat up to date at all.
bool flushes_statistics(const std::string& release);

// How often such a kernel brings memory.stat up to date by itself.
inline constexpr Nanoseconds flush_interval = std::chrono::seconds(2);

}  // namespace limitest::engine
