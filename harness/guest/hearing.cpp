// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/hearing.h"

#include <algorithm>
#include <utility>

#include "harness/base/clock.h"
#include "harness/result/json_lines.h"

namespace limitest::guest {
namespace {

// A guest on a crowded host may take its time to boot, ...
constexpr Nanoseconds longest_boot = std::chrono::seconds(120);
// ... but once it is up it speaks every few seconds.
constexpr Nanoseconds longest_silence = std::chrono::seconds(60);

}  // namespace

Result<Hearing> Hearing::begin(const BootRequest& request) {
  return Hearing(LIMITEST_TRY(Guest::boot(request)));
}

std::vector<Said> Hearing::take() {
  std::vector<Said> said;
  for (const Record& record : guest_.take()) hear(record, said);
  return said;
}

void Hearing::hear(const Record& record, std::vector<Said>& said) {
  switch (record.kind) {
    case Kind::hello:
      if (auto hello = parse_hello(record.payload)) hello_ = std::move(*hello);
      break;
    case Kind::refusal:
      said.emplace_back(Declined{record.payload});
      break;
    case Kind::line:
      hear_line(record.payload, said);
      break;
    case Kind::over:
      tell_last(said);
      said.emplace_back(Finished{record.payload});
      break;
    case Kind::beat:
      break;
  }
}

void Hearing::hear_line(const std::string& line, std::vector<Said>& said) {
  const std::size_t began = heard_.in_flight.size();
  if (!result::take_line(line, heard_)) return;
  if (!heard_.version.empty() && !std::exchange(introduced_, true)) said.emplace_back(Introduced{});
  if (heard_.in_flight.size() > began) {
    tell_last(said);
    said.emplace_back(Began{heard_.in_flight.back().scenario});
  }
  for (result::Outcome& outcome : std::exchange(heard_.outcomes, {})) {
    tell_last(said);
    deadlines_.erase(outcome.scenario);
    last_ = std::move(outcome);
    if (!heard_.in_flight.empty()) tell_last(said);
  }
}

void Hearing::tell_last(std::vector<Said>& said) {
  if (auto last = take_last()) said.emplace_back(Done{std::move(*last)});
}

std::optional<result::Outcome> Hearing::take_last() {
  return std::exchange(last_, std::nullopt);
}

std::vector<std::string> Hearing::in_flight() const {
  std::vector<std::string> names;
  for (const result::InFlight& one : heard_.in_flight) names.push_back(one.scenario);
  return names;
}

void Hearing::expect_end(const std::string& scenario, Nanoseconds deadline) {
  const std::vector<std::string> names = in_flight();
  if (std::ranges::find(names, scenario) != names.end()) deadlines_[scenario] = deadline;
}

std::optional<std::string> Hearing::why_hung() const {
  const Nanoseconds now = monotonic_now();
  if (!hello_) {
    if (now <= guest_.started() + longest_boot) return std::nullopt;
    return "the guest did not come up within " + limitest::to_string(longest_boot);
  }
  for (const auto& [scenario, deadline] : deadlines_)
    if (now > deadline) return "the guest hung: it plays on, but " + scenario + " does not end";
  if (now <= guest_.last_heard() + longest_silence) return std::nullopt;
  return "the guest hung: no sign of life for " + limitest::to_string(longest_silence);
}

}  // namespace limitest::guest
