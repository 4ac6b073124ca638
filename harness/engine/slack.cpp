// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/slack.h"

#include <fmt/format.h>

#include "harness/base/bytes.h"
#include "harness/base/kernel_version.h"

namespace limitest::engine {
namespace {

constexpr double bytes_per_entry = 8;
constexpr double upper_level_pages = 4;

std::string bytes_text(double bytes) {
  return to_exact_string(Bytes{static_cast<std::int64_t>(bytes)});
}

}  // namespace

double SlackModel::page_tables(double bytes) const {
  return (bytes / page * bytes_per_entry) + (upper_level_pages * page);
}

double SlackModel::below_charged(double reading) const {
  return stock() + page_tables(reading) + empty_workload;
}

double SlackModel::near(double bytes) const {
  return stock() + page_tables(bytes) + empty_workload;
}

std::string SlackModel::explain_charged(double reading) const {
  return fmt::format(
      "may read up to {} high = {} pages a batch x {} CPUs x {} + page tables {} + an empty workload {}",
      bytes_text(below_charged(reading)), batch, cpus, page, bytes_text(page_tables(reading)),
      bytes_text(empty_workload));
}

std::string SlackModel::explain_flushed() const {
  return fmt::format("may lag by up to {} = {} pages a batch x {} CPUs x {}", bytes_text(around_flushed()),
                     batch, cpus, page);
}

std::string SlackModel::explain_near(double bytes) const {
  return fmt::format("≈ allows {} = {} pages a batch x {} CPUs x {} + page tables {} + an empty workload {}",
                     bytes_text(near(bytes)), batch, cpus, page, bytes_text(page_tables(bytes)),
                     bytes_text(empty_workload));
}

double charge_batch(const std::string& release) {
  constexpr double since_6_1 = 64;
  constexpr double before = 32;
  const auto version = parse_kernel_version(release);
  return version && *version < KernelVersion{6, 1, 0} ? before : since_6_1;
}

}  // namespace limitest::engine
