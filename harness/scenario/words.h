// SPDX-License-Identifier: Apache-2.0
// The words of the expression language: one table for each kind, from which the parser, the
// suggestions and the reference are made.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/scenario/expression.h"
#include "harness/scenario/number_kind.h"

namespace limitest::scenario {

// `reports`: only workloads know, through the status page; a program started by `run:` does not.
struct StateWord {
  std::string_view word;
  State state;
  bool reports;
  std::string_view help;
};
std::span<const StateWord> state_words();
const StateWord* find_state(std::string_view word);  // understands synonyms, too

struct GroupWord {
  std::string_view word;
  GroupState state;
  bool of_files;  // can be said of a control file as well
  std::string_view help;
};
std::span<const GroupWord> group_words();

struct ListenerWord {
  std::string_view word;
  bool fired;
  std::string_view help;
};
std::span<const ListenerWord> listener_words();

struct ProcessMeasureWord {
  std::string_view word;
  ProcessMeasure measure;
  NumberKind kind;
  bool reports;
  std::string_view help;
};
std::span<const ProcessMeasureWord> process_measures();

struct ListenerMeasureWord {
  std::string_view word;
  ListenerMeasure measure;
  NumberKind kind;
  std::string_view help;
};
std::span<const ListenerMeasureWord> listener_measures();

struct MachineWord {
  std::string_view word;
  MachineValue value;
  NumberKind kind;
  std::string_view help;
};
std::span<const MachineWord> machine_words();

struct Operator {
  std::string_view sign;
  Compare how;
  std::string_view help;
};
std::span<const Operator> comparison_operators();

struct Synonym {
  std::string_view word, stands_for;
};
std::span<const Synonym> synonyms();

// Words that may be said for the ear: "hog is still paused".
bool is_noise(std::string_view word);
std::span<const std::string_view> noise_words();

// Whether a name of the scenario's own must not be this.
bool is_reserved(std::string_view word);

inline constexpr std::string_view word_unlimited = "unlimited";
inline constexpr std::string_view word_off = "off";
inline constexpr std::string_view word_raw = "raw";

template <class Table>
std::vector<std::string> words_of(const Table& table) {
  std::vector<std::string> words;
  for (const auto& row : table) words.emplace_back(row.word);
  return words;
}

template <class Table>
auto find_word(const Table& table, std::string_view word) -> decltype(table.data()) {
  for (const auto& row : table)
    if (row.word == word) return &row;
  return nullptr;
}

}  // namespace limitest::scenario
