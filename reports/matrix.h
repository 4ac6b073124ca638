// SPDX-License-Identifier: Apache-2.0
// Scenarios against cells: what all reports of a run on several kernels have in common. Everything points
// into the run it was made of.
#pragma once

#include <string>
#include <vector>

#include "harness/result/model.h"

namespace limitest::reports {

// One kernel on one hierarchy.
struct Column {
  std::string kernel;                  // as uname -r tells it
  std::string hierarchy;               // "v1", "v2"
  std::string release;                 // the kernel's version alone where that tells it from the others
  const result::Cell* cell = nullptr;  // null in results joined by hand

  [[nodiscard]] std::string name() const { return release + " " + hierarchy; }
};

struct Row {
  std::string scenario;
  std::vector<const result::Outcome*> outcomes;  // by column; null: not played there
};

// A scenario that ended otherwise than on the neighbouring kernel with the same hierarchy.
struct Change {
  std::size_t from = 0;  // columns
  std::size_t to = 0;
  const result::Outcome* before = nullptr;
  const result::Outcome* after = nullptr;
};

// Changes between the same two cells that differ in nothing but the scenario.
struct ChangeGroup {
  std::size_t from = 0;  // columns
  std::size_t to = 0;
  result::Verdict before{};
  result::Verdict after{};
  std::string reason;             // why, from the side that did not pass; empty if neither says
  bool reason_of_before = false;  // it tells of the kernel before
  std::vector<const Change*> changes;
};

struct Matrix {
  std::vector<Column> columns;                // in the order asked for
  std::vector<const result::Cell*> left_out;  // cells where nothing was played
  std::vector<Row> rows;                      // by folder, then name
  std::vector<Change> changes;                // by column, what got worse first
};

// Of a scenario that was played more than once in a cell, the worst outcome stands for it.
Matrix matrix_of(const result::Run& run);

std::vector<ChangeGroup> grouped_changes(const Matrix& matrix);

// What all cells that share it share: the scenario, its verdict and the step that decided.
struct Finding {
  const result::Outcome* outcome = nullptr;  // the first
  std::vector<std::size_t> columns;
};
std::vector<Finding> findings_of(const Matrix& matrix, result::Verdict verdict);

// Outcomes that share a verdict and a reason, whatever their scenario.
struct Shared {
  std::string reason;
  const result::Outcome* first = nullptr;
  std::vector<std::string> scenarios;
  std::vector<std::size_t> columns;
};
std::vector<Shared> shared_reasons(const Matrix& matrix, result::Verdict verdict);

// How the scenarios of a folder ended in one cell; in the order of result::all_verdicts.
struct Counts {
  std::size_t of[std::size(result::all_verdicts)] = {};
};
struct FolderRow {
  std::string folder;
  std::vector<Counts> counts;  // by column
};
std::vector<FolderRow> folders_of(const Matrix& matrix);

// "6.1.170 v1, 6.12.90 v1"; "all cells" where it is all of several.
std::string names_of(const Matrix& matrix, const std::vector<std::size_t>& columns);

// The machine an outcome is from: that of its cell, or of the run.
const result::Machine& machine_of(const result::Run& run, const result::Outcome& outcome);

}  // namespace limitest::reports
