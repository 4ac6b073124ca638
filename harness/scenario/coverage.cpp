// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/coverage.h"

#include <algorithm>
#include <map>
#include <set>

namespace limitest::scenario {
namespace {

using Files = std::set<std::string_view>;

constexpr std::string_view event_control = "cgroup.event_control";

// What an expression speaks of.
struct Subjects {
  cgroup::Hierarchy hierarchy;
  Files files{};
  std::set<std::string> listeners{};
  bool processes = false;

  void add(const ControlRef& ref) {
    if (const auto which = cgroup::resolve(ref.file, ref.field, hierarchy)) files.insert(which->file->name);
  }
  void add(const Formula& formula) {
    std::visit([this](const auto& node) { add(node); }, formula.node);
  }
  void add(const Condition& condition) {
    std::visit([this](const auto& node) { add(node); }, condition.node);
  }
  void add(const Arithmetic& of) {
    add(*of.left);
    add(*of.right);
  }
  void add(const Comparison& of) {
    add(of.left);
    add(of.right);
  }
  void add(const Not& of) { add(*of.inner); }
  void add(const auto& of) requires requires { *of.left; }
  {
    add(*of.left);
    add(*of.right);
  }
  void add(const ListenerValue& of) { listeners.insert(of.listener); }
  void add(const ListenerState& of) { listeners.insert(of.listener); }
  void add(const ProcessValue&) { processes = true; }
  void add(const ProcessState&) { processes = true; }
  void add(const Says&) { processes = true; }
  void add(const CgroupState& of) {
    if (!of.target.file.empty()) return add(of.target);
    const bool about_tasks = of.state == GroupState::empty || of.state == GroupState::populated;
    processes = processes || about_tasks;
  }
  void add(const Literal&) {}
  void add(const SavedValue&) {}
  void add(const MachineValue&) {}
};

// Walks through one scenario as it is played on one hierarchy.
class Walk {
 public:
  explicit Walk(cgroup::Hierarchy hierarchy) : hierarchy_(hierarchy) {}

  void through(const Scenario& scenario) {
    for (const Cgroup& group : scenario.cgroups)
      for (const Write& setting : group.settings) step(setting);
    for (const Step& one : scenario.steps)
      std::visit([this](const auto& action) { step(action); }, one.action);
  }

  Files read, written, refused, effect;

 private:
  void note(const ControlRef& ref, const Answer& answer) {
    const auto which = cgroup::resolve(ref.file, ref.field, hierarchy_);
    if (which) note(which->file->name, answer);
  }
  void note(std::string_view file, const Answer& answer) {
    (answer.errnos.empty() ? written : refused).insert(file);
    acted_ = acted_ || answer.errnos.empty();
  }

  void step(const Write& write) { note(write.target, write.answer); }
  void step(const Move& move) {
    if (const auto* file = cgroup::find_control_file(move.through)) note(file->name, move.answer);
  }
  void step(const Listen& listen) {
    const auto which = cgroup::resolve(listen.target.file, listen.target.field, hierarchy_);
    if (!which) return;
    const std::string_view file = which->file->name;
    const bool v1 = hierarchy_ == cgroup::Hierarchy::v1;
    if (v1) note(event_control, listen.answer);
    if (!v1 && which->file->writable) note(file, listen.answer);
    if (!listen.answer.errnos.empty()) refused.insert(file);
    targets_[listen.listener] = file;
  }
  void step(const Open&) {}
  void step(const Save& save) {
    Subjects subjects{hierarchy_};
    subjects.add(save.formula);
    see_readings(subjects);
  }
  void step(const Expect& expect) {
    Subjects subjects{hierarchy_};
    subjects.add(expect.condition);
    see_readings(subjects);
    for (const std::string& listener : subjects.listeners) {
      effect.insert(targets_[listener]);
      if (hierarchy_ == cgroup::Hierarchy::v1) effect.insert(event_control);
    }
    for (const std::string_view file : written)
      if (subjects.processes || !subjects.listeners.empty() ||
          subjects.files.size() > subjects.files.count(file))
        effect.insert(file);
  }
  void step(const Start& start) {
    for (const auto& [parameter, file] : start.files) note(file, {});
    acted_ = true;
  }
  void step(const auto&) { acted_ = true; }

  void see_readings(const Subjects& subjects) {
    read.insert(subjects.files.begin(), subjects.files.end());
    if (!acted_) return;
    for (const std::string_view file : subjects.files)
      if (written.find(file) == written.end()) effect.insert(file);
  }

  cgroup::Hierarchy hierarchy_;
  std::map<std::string, std::string_view> targets_;  // what a listener listens to
  bool acted_ = false;                               // something was done that readings can show
};

}  // namespace

std::vector<CoveredBehaviour> covered_behaviours(const Catalogue& catalogue,
                                                 std::span<const Scenario* const> scenarios) {
  std::vector<CoveredBehaviour> all;
  std::map<std::string_view, std::size_t> places;
  for (const Behaviour& behaviour : catalogue.behaviours) {
    places[behaviour.slug] = all.size();
    all.push_back({&behaviour, {}});
  }
  for (const Scenario* scenario : scenarios)
    for (const std::string& slug : scenario->covers) all[places.at(slug)].scenarios.push_back(scenario);
  return all;
}

std::vector<std::string> FileUse::holes() const {
  std::vector<std::string> missing;
  if (read == 0 && file->shape != cgroup::Shape::none && file->shape != cgroup::Shape::text)
    missing.emplace_back("read");
  if (written == 0 && file->writable) missing.emplace_back("right write");
  if (refused == 0) missing.emplace_back("wrong write");
  if (effect == 0) missing.emplace_back("effect");
  return missing;
}

std::vector<FileUse> file_uses(std::span<const Scenario* const> scenarios) {
  std::vector<FileUse> uses;
  for (const auto hierarchy : {cgroup::Hierarchy::v1, cgroup::Hierarchy::v2}) {
    const auto begin = static_cast<std::ptrdiff_t>(uses.size());
    for (const cgroup::ControlFile& file : cgroup::control_files())
      if (hierarchy == cgroup::Hierarchy::v1 ? file.v1 : file.v2) uses.push_back({&file, hierarchy});
    for (const Scenario* scenario : scenarios) {
      if (scenario->hierarchy.value_or(hierarchy) != hierarchy) continue;
      Walk walk(hierarchy);
      walk.through(*scenario);
      std::for_each(uses.begin() + begin, uses.end(), [&](FileUse& use) {
        use.read += walk.read.count(use.file->name);
        use.written += walk.written.count(use.file->name);
        use.refused += walk.refused.count(use.file->name);
        use.effect += walk.effect.count(use.file->name);
      });
    }
  }
  return uses;
}

}  // namespace limitest::scenario
