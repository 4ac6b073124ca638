// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/words.h"

#include <algorithm>
#include <array>

namespace limitest::scenario {
namespace {

constexpr bool yes = true;
constexpr bool no = false;

constexpr std::array states{
    StateWord{"alive", State::alive, no, "has not ended"},
    StateWord{"running", State::running, no, "alive and neither paused nor stopped"},
    StateWord{"paused", State::paused, no, "asleep in the kernel because its cgroup has no memory to give"},
    StateWord{"progressing", State::progressing, yes, "its heartbeat goes on since the step began"},
    StateWord{"holding", State::holding, yes, "has all the memory it was asked to take"},
    StateWord{"stopped", State::stopped, no, "stopped by SIGSTOP"},
    StateWord{"ended", State::ended, no, "ended in whatever way"},
    StateWord{"exited", State::exited, no, "ended by itself; a status may follow: exited with 0"},
    StateWord{"killed", State::killed, no, "ended by a signal, which may follow: killed by SIGKILL"},
};

constexpr std::array same_states{
    Synonym{"dead", "ended"},
    Synonym{"resumed", "progressing"},
    Synonym{"goes", "progressing"},
    Synonym{"went", "progressing"},
};

constexpr std::array groups{
    GroupWord{"exists", GroupState::exists, yes, "the cgroup, or its control file, is there"},
    GroupWord{"missing", GroupState::missing, yes, "the cgroup, or its control file, is not there"},
    GroupWord{"empty", GroupState::empty, no, "no live process is in it"},
    GroupWord{"populated", GroupState::populated, no, "a live process is in it"},
};

constexpr std::array listeners{
    ListenerWord{"fired", true, "a notice came"},
    ListenerWord{"silent", false, "no notice came"},
};

constexpr std::array of_processes{
    ProcessMeasureWord{"touched", ProcessMeasure::touched, NumberKind::bytes, yes, "memory it has touched"},
    ProcessMeasureWord{"progress", ProcessMeasure::progress, NumberKind::count, yes, "its heartbeats so far"},
    ProcessMeasureWord{"failures", ProcessMeasure::failures, NumberKind::count, yes,
                       "calls that the kernel refused it and that it survived"},
    ProcessMeasureWord{"errno", ProcessMeasure::last_errno, NumberKind::error_code, yes,
                       "why the latest of them was refused: hog.errno == ENOMEM"},
    ProcessMeasureWord{"children", ProcessMeasure::children, NumberKind::count, yes,
                       "child processes or threads it has now"},
    ProcessMeasureWord{"exit", ProcessMeasure::exit_status, NumberKind::count, no,
                       "its exit status; unknown while it lives"},
    ProcessMeasureWord{"signal", ProcessMeasure::signal, NumberKind::signal_number, no,
                       "the signal that ended it: hog.signal == SIGKILL"},
    ProcessMeasureWord{"ended", ProcessMeasure::ended, NumberKind::time, no,
                       "when it ended, since the scenario's start"},
};

constexpr std::array of_listeners{
    ListenerMeasureWord{"count", ListenerMeasure::count, NumberKind::count, "how many notices came"},
    ListenerMeasureWord{"first", ListenerMeasure::first, NumberKind::time,
                        "when the first came, since the scenario's start"},
    ListenerMeasureWord{"last", ListenerMeasure::last, NumberKind::time,
                        "when the latest came, since the scenario's start"},
};

constexpr std::array of_machine{
    MachineWord{"page", MachineValue::page_size, NumberKind::bytes, "the size of a page"},
    MachineWord{"cpus", MachineValue::cpus, NumberKind::count, "how many CPUs the machine has"},
    MachineWord{"memcgs", MachineValue::memory_cgroups, NumberKind::count,
                "how many memory cgroups the kernel has, removed ones it has not let go included (v1)"},
};

constexpr std::array signs{
    Operator{"==", Compare::equal, "equal; for charged memory, as far as a reading can tell"},
    Operator{"!=", Compare::not_equal, "not equal"},
    Operator{"<=", Compare::less_equal, "at most"},
    Operator{">=", Compare::greater_equal, "at least"},
    Operator{"<", Compare::less, "less than"},
    Operator{">", Compare::greater, "more than"},
    Operator{"≈", Compare::near, "equal up to what the kernel may charge besides"},
    Operator{"~=", Compare::near, "the same, for keyboards without ≈"},
};

constexpr std::array<std::string_view, 11> noise{"is", "was",  "has",   "been", "stays", "keeps",
                                                 "by", "with", "still", "on",   "status"};
constexpr std::array<std::string_view, 7> particles{"and",  "or",           "not",   "says",
                                                    "root", word_unlimited, word_raw};

}  // namespace

std::span<const StateWord> state_words() {
  return states;
}
std::span<const GroupWord> group_words() {
  return groups;
}
std::span<const ListenerWord> listener_words() {
  return listeners;
}
std::span<const ProcessMeasureWord> process_measures() {
  return of_processes;
}
std::span<const ListenerMeasureWord> listener_measures() {
  return of_listeners;
}
std::span<const MachineWord> machine_words() {
  return of_machine;
}
std::span<const Operator> comparison_operators() {
  return signs;
}
std::span<const Synonym> synonyms() {
  return same_states;
}
std::span<const std::string_view> noise_words() {
  return noise;
}

const StateWord* find_state(std::string_view word) {
  const Synonym* same = find_word(same_states, word);
  return find_word(states, same != nullptr ? same->stands_for : word);
}

bool is_noise(std::string_view word) {
  return std::ranges::find(noise, word) != noise.end();
}

bool is_reserved(std::string_view word) {
  return is_noise(word) || std::ranges::find(particles, word) != particles.end() ||
         find_state(word) != nullptr || find_word(groups, word) != nullptr ||
         find_word(listeners, word) != nullptr || find_word(of_machine, word) != nullptr;
}

}  // namespace limitest::scenario
