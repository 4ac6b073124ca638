// SPDX-License-Identifier: Apache-2.0
#include "reports/matrix.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "reports/words.h"

namespace limitest::reports {

using result::Cell;
using result::Outcome;
using result::Run;
using result::Verdict;

namespace {

// How bad: the place in all_verdicts, where the worst stands first.
std::size_t rank(Verdict verdict) {
  return static_cast<std::size_t>(std::ranges::find(result::all_verdicts, verdict) - result::all_verdicts);
}

std::size_t column_of(std::vector<Column>& columns, const std::string& kernel, const std::string& hierarchy) {
  const auto same = std::ranges::find_if(
      columns, [&](const Column& one) { return one.kernel == kernel && one.hierarchy == hierarchy; });
  const auto index = static_cast<std::size_t>(same - columns.begin());
  if (same == columns.end()) columns.push_back({kernel, hierarchy, kernel, nullptr});
  return index;
}

// "6.12.57" of "6.12.57+deb13-amd64", unless another kernel would go by that too.
void shorten(std::vector<Column>& columns) {
  std::map<std::string, std::set<std::string>> kernels_by_version;
  // What is named with its host or image stays as it is.
  const auto version_of = [](const Column& column) {
    return column.kernel.find(' ') != std::string::npos
               ? column.kernel
               : column.kernel.substr(0, column.kernel.find_first_of("-+"));
  };
  for (const Column& column : columns) kernels_by_version[version_of(column)].insert(column.kernel);
  for (Column& column : columns)
    if (kernels_by_version[version_of(column)].size() == 1) column.release = version_of(column);
}

std::vector<Row> rows_of(const Run& run, Matrix& matrix) {
  std::map<std::pair<std::string_view, std::string_view>, std::vector<const Outcome*>> by_name;
  for (const Outcome& outcome : run.outcomes) {
    const std::size_t column = column_of(matrix.columns, kernel_of(run, outcome), hierarchy_of(run, outcome));
    auto& outcomes = by_name[{folder_of(outcome.scenario), outcome.scenario}];
    outcomes.resize(std::max(outcomes.size(), column + 1));
    const Outcome*& place = outcomes[column];
    if (place == nullptr || rank(outcome.verdict) < rank(place->verdict)) place = &outcome;
  }
  std::vector<Row> rows;
  for (auto& [name, outcomes] : by_name) {
    outcomes.resize(matrix.columns.size());
    rows.push_back({std::string(name.second), std::move(outcomes)});
  }
  return rows;
}

const std::string& reason_of(const Change& change) {
  return change.after->reason.empty() ? change.before->reason : change.after->reason;
}

bool belongs_to(const ChangeGroup& group, const Change& change) {
  return group.from == change.from && group.to == change.to && group.before == change.before->verdict &&
         group.after == change.after->verdict && group.reason == reason_of(change);
}

std::vector<Change> changes_between(const Matrix& matrix, std::size_t from, std::size_t to) {
  std::vector<Change> changes;
  for (const Row& row : matrix.rows) {
    const Outcome* before = row.outcomes[from];
    const Outcome* after = row.outcomes[to];
    if (before != nullptr && after != nullptr && before->verdict != after->verdict)
      changes.push_back({from, to, before, after});
  }
  std::ranges::stable_sort(changes, {}, [](const Change& one) {
    return std::tuple(rank(one.after->verdict), rank(one.before->verdict), reason_of(one));
  });
  return changes;
}

std::vector<Change> changes_of(const Matrix& matrix) {
  std::vector<Change> changes;
  for (std::size_t to = 1; to < matrix.columns.size(); ++to)
    for (std::size_t from = to; from-- > 0;) {
      if (matrix.columns[from].hierarchy != matrix.columns[to].hierarchy) continue;
      const auto found = changes_between(matrix, from, to);
      changes.insert(changes.end(), found.begin(), found.end());
      break;
    }
  return changes;
}

template <class Visit>
void for_each_with(const Matrix& matrix, Verdict verdict, Visit visit) {
  for (const Row& row : matrix.rows)
    for (std::size_t column = 0; column < row.outcomes.size(); ++column)
      if (row.outcomes[column] != nullptr && row.outcomes[column]->verdict == verdict)
        visit(*row.outcomes[column], column);
}

bool same_finding(const Outcome& one, const Outcome& other) {
  const result::Step* step = decisive_step(one);
  const result::Step* other_step = decisive_step(other);
  if (one.scenario != other.scenario) return false;
  if (step == nullptr || other_step == nullptr)
    return step == nullptr && other_step == nullptr && one.reason == other.reason;
  return step->line == other_step->line && step->text == other_step->text;
}

template <class Item>
void add_once(std::vector<Item>& items, const Item& item) {
  if (std::ranges::find(items, item) == items.end()) items.push_back(item);
}

}  // namespace

Matrix matrix_of(const Run& run) {
  Matrix matrix;
  for (const Cell& cell : run.cells)
    if (cell.left_out.empty())
      matrix.columns.push_back({cell.machine.kernel, cell.machine.hierarchy, cell.machine.kernel, &cell});
    else
      matrix.left_out.push_back(&cell);
  matrix.rows = rows_of(run, matrix);
  for (Row& row : matrix.rows) row.outcomes.resize(matrix.columns.size());
  shorten(matrix.columns);
  matrix.changes = changes_of(matrix);
  return matrix;
}

std::vector<ChangeGroup> grouped_changes(const Matrix& matrix) {
  std::vector<ChangeGroup> groups;
  for (const Change& change : matrix.changes) {
    if (groups.empty() || !belongs_to(groups.back(), change))
      groups.push_back({change.from,
                        change.to,
                        change.before->verdict,
                        change.after->verdict,
                        reason_of(change),
                        change.after->reason.empty(),
                        {}});
    groups.back().changes.push_back(&change);
  }
  return groups;
}

std::vector<Finding> findings_of(const Matrix& matrix, Verdict verdict) {
  std::vector<Finding> findings;
  for_each_with(matrix, verdict, [&](const Outcome& outcome, std::size_t column) {
    auto same = std::ranges::find_if(findings,
                                     [&](const Finding& one) { return same_finding(*one.outcome, outcome); });
    if (same == findings.end()) same = findings.insert(same, {&outcome, {}});
    same->columns.push_back(column);
  });
  return findings;
}

std::vector<Shared> shared_reasons(const Matrix& matrix, Verdict verdict) {
  std::vector<Shared> groups;
  for_each_with(matrix, verdict, [&](const Outcome& outcome, std::size_t column) {
    auto same = std::ranges::find(groups, outcome.reason, &Shared::reason);
    if (same == groups.end()) same = groups.insert(same, {outcome.reason, &outcome, {}, {}});
    add_once(same->scenarios, outcome.scenario);
    add_once(same->columns, column);
  });
  for (Shared& group : groups) std::ranges::sort(group.columns);
  return groups;
}

std::vector<FolderRow> folders_of(const Matrix& matrix) {
  std::vector<FolderRow> folders;
  for (const Row& row : matrix.rows) {
    const std::string_view folder = folder_of(row.scenario);
    if (folders.empty() || folders.back().folder != folder)
      folders.push_back({std::string(folder), std::vector<Counts>(matrix.columns.size())});
    for (std::size_t column = 0; column < row.outcomes.size(); ++column)
      if (row.outcomes[column] != nullptr)
        ++folders.back().counts[column].of[rank(row.outcomes[column]->verdict)];
  }
  return folders;
}

std::string names_of(const Matrix& matrix, const std::vector<std::size_t>& columns) {
  if (columns.size() > 2 && columns.size() == matrix.columns.size()) return "all cells";
  std::vector<std::string> names;
  for (const std::size_t column : columns) names.push_back(matrix.columns[column].name());
  return fmt::format("{}", fmt::join(names, ", "));
}

const result::Machine& machine_of(const Run& run, const Outcome& outcome) {
  const auto found = std::ranges::find_if(run.cells, [&](const Cell& cell) {
    return cell.machine.kernel == outcome.kernel && cell.machine.hierarchy == outcome.hierarchy;
  });
  return found == run.cells.end() ? run.machine : found->machine;
}

}  // namespace limitest::reports
