// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/ablation.h"

#include <algorithm>

#include <fmt/format.h>

#include "harness/base/bytes.h"
#include "harness/scenario/contrary.h"
#include "harness/scenario/describe.h"

namespace limitest::scenario {
namespace {

constexpr std::string_view elsewhere = "elsewhere";  // a group where nothing happens

// Whether two values of a parameter are the same to the workload.
bool same_value(const WorkloadParameter& parameter, const std::string& value) {
  if (value == parameter.fallback) return true;
  if (parameter.type == ParameterType::size) {
    const auto one = parse_bytes(value);
    const auto other = parse_bytes(parameter.fallback);
    return one && other && *one == *other;
  }
  if (parameter.type == ParameterType::duration) {
    const auto one = parse_duration(value);
    const auto other = parse_duration(parameter.fallback);
    return one && other && *one == *other;
  }
  return false;
}

// How much a workload does, as opposed to how: a default may be as good a reason for what happens, next to
// nothing is not.
std::string_view least_of(const WorkloadParameter& parameter) {
  if (parameter.manner) return "";
  if (parameter.type == ParameterType::size) return "4K";
  return parameter.type == ParameterType::count ? "1" : "";
}

class Enumeration {
 public:
  Enumeration(const Scenario& scenario, const Catalogue& catalogue, Nanoseconds patience)
      : whole_(scenario), catalogue_(catalogue), patience_(patience) {
    for (Step& step : whole_.steps)
      if (auto* expect = std::get_if<Expect>(&step.action)) expect->within.reset();
  }

  std::vector<Ablation> all() && {
    for (std::size_t i = 0; i < whole_.cgroups.size(); ++i) settings(i);
    for (std::size_t i = 0; i < whole_.steps.size(); ++i)
      std::visit([&](const auto& action) { step(i, action); }, whole_.steps[i].action);
    return std::move(found_);
  }

 private:
  template <class Change>
  Ablation& add(std::string words, Position at, Change change) {
    found_.push_back({std::move(words), at, whole_});
    change(found_.back().scenario);
    return found_.back();
  }

  void settings(std::size_t group) {
    const Cgroup& cgroup = whole_.cgroups[group];
    for (std::size_t i = 0; i < cgroup.settings.size(); ++i) {
      const Write& setting = cgroup.settings[i];
      Ablation& ablation =
          add(fmt::format("without: {} {} of {}", setting.target.file, setting.value, cgroup.name), cgroup.at,
              [&](Scenario& less) {
                auto& rest = less.cgroups[group].settings;
                rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
              });
      ablation.unwritten = setting.target.file;
    }
    if (cgroup.owner != 0)
      add(fmt::format("{} belongs to root, not to user {}", cgroup.name, cgroup.owner), cgroup.at,
          [&](Scenario& less) { less.cgroups[group].owner = 0; });
  }

  void leave_out(std::size_t number) {
    const Step& step = whole_.steps[number];
    add("without: " + describe(step), step.at,
        [&](Scenario& less) { less.steps.erase(less.steps.begin() + static_cast<std::ptrdiff_t>(number)); });
  }

  template <class Action>
  void expect_acceptance(std::size_t number) {
    const Step& step = whole_.steps[number];
    Scenario turned = whole_;
    std::get<Action>(turned.steps[number].action).answer.errnos.clear();
    std::string words = fmt::format("{}: must be accepted", describe(turned.steps[number]));
    found_.push_back({std::move(words), step.at, std::move(turned)});
  }

  template <class Action>
  void leave_out_or_accept(std::size_t number, const Action& action) {
    if (action.answer.errnos.empty())
      leave_out(number);
    else
      expect_acceptance<Action>(number);
  }

  void step(std::size_t number, const Write& write) { leave_out_or_accept(number, write); }
  void step(std::size_t number, const Move& move) { leave_out_or_accept(number, move); }
  void step(std::size_t number, const Signal&) { leave_out(number); }
  void step(std::size_t number, const Tell&) { leave_out(number); }
  void step(std::size_t number, const Unlisten&) { leave_out(number); }

  // Without it names would be missing, or nobody could tell: it is a claim about its answer alone.
  void step(std::size_t number, const Mkdir& mkdir) {
    if (!mkdir.answer.errnos.empty()) expect_acceptance<Mkdir>(number);
  }
  void step(std::size_t number, const Rmdir& rmdir) {
    if (!rmdir.answer.errnos.empty()) expect_acceptance<Rmdir>(number);
  }

  void step(std::size_t number, const Listen& listen) {
    if (!listen.answer.errnos.empty()) return expect_acceptance<Listen>(number);
    const Step& step = whole_.steps[number];
    add(fmt::format("{} listens to another group", listen.listener), step.at, [&](Scenario& deaf) {
      deaf.cgroups.push_back({.name = std::string(elsewhere), .at = step.at});
      std::get<Listen>(deaf.steps[number].action).target.cgroup = elsewhere;
    });
  }

  void step(std::size_t number, const Start& start) {
    const WorkloadInfo* workload = catalogue_.find(start.workload);
    for (std::size_t i = 0; workload != nullptr && i < start.parameters.size(); ++i) {
      const auto& [name, value] = start.parameters[i];
      const auto known = std::ranges::find(workload->parameters, name, &WorkloadParameter::name);
      if (known == workload->parameters.end() ||
          std::ranges::find(whole_.of_case, start.parameters[i]) != whole_.of_case.end())
        continue;
      if (const std::string_view least = least_of(*known); !least.empty() && value != least && value != "0") {
        add(fmt::format("{} with {}={} instead of {}", start.process, name, least, value),
            whole_.steps[number].at,
            [&](Scenario& less) { std::get<Start>(less.steps[number].action).parameters[i].second = least; });
        continue;
      }
      if (same_value(*known, value)) continue;
      add(fmt::format("{} without {}={}", start.process, name, value), whole_.steps[number].at,
          [&](Scenario& less) {
            auto& rest = std::get<Start>(less.steps[number].action).parameters;
            rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
          });
    }
  }

  void step(std::size_t number, const Expect& expect) {
    for (Contrary& contrary : contraries_of(expect.condition))
      add(fmt::format("expect {} instead of {}", contrary.condition.text, expect.condition.text),
          whole_.steps[number].at, [&](Scenario& turned) {
            auto& other = std::get<Expect>(turned.steps[number].action);
            other.condition = std::move(contrary.condition);
            if (contrary.must_last) other.lasting = std::max(other.lasting.value_or(patience_), patience_);
          });
  }

  // Opening and saving claim nothing; what is not started cannot be spoken of.
  void step(std::size_t, const Open&) {}
  void step(std::size_t, const Save&) {}
  void step(std::size_t, const RunProgram&) {}

  Scenario whole_;
  const Catalogue& catalogue_;
  Nanoseconds patience_;
  std::vector<Ablation> found_;
};

}  // namespace

std::vector<Ablation> ablations_of(const Scenario& scenario, const Catalogue& catalogue,
                                   Nanoseconds patience) {
  return Enumeration(scenario, catalogue, patience).all();
}

}  // namespace limitest::scenario
