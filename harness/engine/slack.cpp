// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/slack.h"

#include <algorithm>

#include <fmt/format.h>

#include "harness/base/kernel_version.h"

namespace limitest::engine {
namespace {

constexpr double bytes_per_entry = 8;
constexpr double upper_level_pages = 4;

std::string bytes_text(double bytes) {
  return to_exact_string(Bytes{static_cast<std::int64_t>(bytes)});
}

double on_cpus(const SlackModel& model, const Charging& by) {
  return by.cpus > 0 ? std::min(by.cpus, model.cpus) : model.cpus;
}

// On each CPU the stocks of so many groups of the subtree.
double stocks(const SlackModel& model, const Charging& by) {
  return std::min(model.slots, by.groups);
}

// "64 pages a batch x 2 CPUs x 4096 x 3 groups"
std::string stock_text(const SlackModel& model, const Charging& by) {
  const double cpus = on_cpus(model, by);
  const double groups = stocks(model, by);
  return fmt::format("{} pages a batch x {} CPU{}{} x {}{}", model.batch, cpus, cpus == 1 ? "" : "s",
                     cpus < model.cpus ? " it is pinned to" : "", model.page,
                     groups == 1 ? "" : fmt::format(" x {} groups", groups));
}

std::string lag_text(const SlackModel& model, const Charging& by) {
  if (model.flushes) return ", for some " + to_string(flush_interval);
  return by.groups > 1 ? fmt::format(" x {} groups", by.groups) : "";
}

std::string parts_text(const SlackModel& model, double bytes, const Charging& by) {
  return fmt::format("{} + page tables {} + {}an empty workload {}", stock_text(model, by),
                     bytes_text(model.page_tables(bytes)),
                     by.processes == 1 ? "" : fmt::format("{} x ", by.processes),
                     bytes_text(model.empty_workload));
}

}  // namespace

double SlackModel::stock(const Charging& by) const {
  return batch * page * on_cpus(*this, by) * stocks(*this, by);
}

double SlackModel::page_tables(double bytes) const {
  return (bytes / page * bytes_per_entry) + (upper_level_pages * page);
}

double SlackModel::below_charged(double reading, const Charging& by) const {
  return stock(by) + page_tables(reading) + (empty_workload * by.processes);
}

double SlackModel::near(double bytes, const Charging& by) const {
  return below_charged(bytes, by);
}

std::string SlackModel::explain_charged(double reading, const Charging& by) const {
  return fmt::format("may read up to {} high = {}", bytes_text(below_charged(reading, by)),
                     parts_text(*this, reading, by));
}

double SlackModel::rest_in_pages(const Charging& by) const {
  return batch * cpus * (flushes ? 1 : std::max(by.groups, 1.0));
}

std::string SlackModel::explain_flushed(const Charging& by) const {
  return fmt::format("may {} by up to {} = {} pages a batch x {} CPUs x {}{}", flushes ? "lag" : "be off",
                     bytes_text(around_flushed(by)), batch, cpus, page, lag_text(*this, by));
}

std::string SlackModel::explain_events(const Charging& by) const {
  return fmt::format("may be off by up to {} = {} a batch x {} CPUs{}", around_events(by), batch, cpus,
                     lag_text(*this, by));
}

std::string SlackModel::explain_near(double bytes, const Charging& by) const {
  return fmt::format("≈ allows {} = {}", bytes_text(near(bytes, by)), parts_text(*this, bytes, by));
}

bool flushes_statistics(const std::string& release) {
  const auto version = parse_kernel_version(release);
  return !version || !(*version < KernelVersion{5, 13, 0});
}

double charge_batch(const std::string& release) {
  constexpr double since_6_1 = 64;
  constexpr double before = 32;
  const auto version = parse_kernel_version(release);
  return version && *version < KernelVersion{6, 1, 0} ? before : since_6_1;
}

double stock_slots(const std::string& release) {
  constexpr double since_6_16 = 7;
  const auto version = parse_kernel_version(release);
  return version && *version < KernelVersion{6, 16, 0} ? 1 : since_6_16;
}

}  // namespace limitest::engine
