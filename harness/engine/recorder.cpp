// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/recorder.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fcntl.h>
#include <unistd.h>

#include "harness/base/clock.h"
#include "harness/cgroup/reading.h"

namespace limitest::engine {
namespace {

constexpr std::size_t most_samples = 2000;  // of one cgroup

Fd gauge_file(const cgroup::Group& group, const char* neutral) {
  const auto which = cgroup::resolve(neutral, "", group.hierarchy());
  auto file = group.open_file(std::string(which->file->name), O_RDONLY);
  return file ? std::move(*file) : Fd();
}

}  // namespace

std::optional<std::int64_t> read_number(int descriptor) {
  std::array<char, 32> text{};
  const ssize_t got = ::pread(descriptor, text.data(), text.size(), 0);
  std::int64_t number = 0;
  if (got <= 0 || std::from_chars(text.data(), text.data() + got, number).ec != std::errc{})
    return std::nullopt;
  return number >= cgroup::unlimited_from ? std::nullopt : std::optional(number);
}

void Recorder::add_group(const std::string& name, const cgroup::Group& group) {
  Gauge gauge{.name = name, .usage = gauge_file(group, "usage"), .limit = gauge_file(group, "limit")};
  gauge.last_limit = read_number(gauge.limit.number());
  gauges_.push_back(std::move(gauge));
}

void Recorder::refresh_limits() {
  for (Gauge& gauge : gauges_) gauge.last_limit = read_number(gauge.limit.number());
}

void Recorder::sample_if_due() {
  if (monotonic_now() >= next_) sample_now();
}

void Recorder::sample_now() {
  constexpr int calmest = 4;
  const Nanoseconds now = monotonic_now();
  bool changed = false;
  for (Gauge& gauge : gauges_) {
    const auto usage = read_number(gauge.usage.number());
    if (!usage) continue;
    changed = changed || gauge.samples.empty() || gauge.samples.back().usage != *usage;
    gauge.samples.push_back({.at = now - started_, .usage = *usage, .limit = gauge.last_limit});
  }
  pause_ = changed ? interval_ : std::min(pause_ * 2, interval_ * calmest);
  next_ = now + pause_;
  if (std::ranges::any_of(gauges_, [](const Gauge& gauge) { return gauge.samples.size() >= most_samples; }))
    thin();
}

// Every second sample goes, and from now on they come half as often.
void Recorder::thin() {
  interval_ *= 2;
  for (Gauge& gauge : gauges_) {
    std::vector<result::Sample> kept;
    for (std::size_t i = 0; i < gauge.samples.size(); i += 2) kept.push_back(gauge.samples[i]);
    gauge.samples = std::move(kept);
  }
}

void Recorder::mark(Nanoseconds at, std::string kind, std::string text) {
  constexpr std::size_t most_marks = 500;
  if (marks_.size() < most_marks)
    marks_.push_back({.at = at, .kind = std::move(kind), .text = std::move(text)});
}

Nanoseconds Recorder::until_next_sample() const {
  return next_ - monotonic_now();
}

std::vector<result::Series> Recorder::take_series() {
  std::vector<result::Series> all;
  for (Gauge& gauge : gauges_) all.push_back({.cgroup = gauge.name, .samples = std::move(gauge.samples)});
  gauges_.clear();
  return all;
}

}  // namespace limitest::engine
