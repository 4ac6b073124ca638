// SPDX-License-Identifier: Apache-2.0
// One document for programs that want the answer, not the evidence: the cells, what changed between
// neighbours, and how each scenario ended in each cell. All else is in results.jsonl.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "reports/formats.h"
#include "reports/headline.h"
#include "reports/matrix.h"
#include "reports/text.h"

namespace limitest::reports {

using result::Outcome;
using result::Run;
using result::Verdict;

namespace {

using Json = nlohmann::ordered_json;

constexpr int schema_version = 1;

Json place(const Column& column) {
  return {{"kernel", visible(column.kernel)}, {"hierarchy", visible(column.hierarchy)}};
}

Json verdict_of(const Outcome& outcome) {
  Json json{{"verdict", to_string(outcome.verdict)}};
  if (!outcome.reason.empty()) json["reason"] = visible(outcome.reason);
  return json;
}

Json counts_of(const Matrix& matrix, std::size_t column) {
  Json counts = Json::object();
  for (const Verdict verdict : result::all_verdicts)
    counts[std::string(to_string(verdict))] = std::ranges::count_if(matrix.rows, [&](const Row& row) {
      return row.outcomes[column] != nullptr && row.outcomes[column]->verdict == verdict;
    });
  return counts;
}

Json cells_of(const Matrix& matrix, const result::Machine& machine) {
  Json cells = Json::array();
  for (std::size_t index = 0; index < matrix.columns.size(); ++index) {
    const Column& column = matrix.columns[index];
    Json cell = place(column);
    if (column.cell != nullptr) cell["image"] = visible(column.cell->machine.image);
    if (column.cell != nullptr && !column.cell->machine.host.empty())
      cell["host"] = visible(column.cell->machine.host);
    cell["counts"] = counts_of(matrix, index);
    Json facts = Json::object();
    for (const auto& [label, value] : column.cell != nullptr ? column.cell->machine.facts : machine.facts)
      facts[visible(label)] = visible(value);
    cell["facts"] = std::move(facts);
    cells.push_back(std::move(cell));
  }
  for (const result::Cell* cell : matrix.left_out)
    cells.push_back({{"kernel", visible(cell->machine.kernel)},
                     {"hierarchy", visible(cell->machine.hierarchy)},
                     {"image", visible(cell->machine.image)},
                     {"left_out", visible(cell->left_out)}});
  return cells;
}

Json changes_of(const Matrix& matrix) {
  Json changes = Json::array();
  for (const Change& change : matrix.changes) {
    Json before = verdict_of(*change.before);
    before["kernel"] = visible(matrix.columns[change.from].kernel);
    Json after = verdict_of(*change.after);
    after["kernel"] = visible(matrix.columns[change.to].kernel);
    changes.push_back({{"scenario", visible(change.after->scenario)},
                       {"hierarchy", visible(matrix.columns[change.to].hierarchy)},
                       {"before", std::move(before)},
                       {"after", std::move(after)}});
  }
  return changes;
}

Json grid_of(const Matrix& matrix) {
  Json grid = Json::array();
  for (const Row& row : matrix.rows) {
    Json outcomes = Json::array();
    for (std::size_t column = 0; column < row.outcomes.size(); ++column) {
      const Outcome* outcome = row.outcomes[column];
      if (outcome == nullptr) continue;
      Json json = place(matrix.columns[column]);
      json.update(verdict_of(*outcome));
      json["seconds"] = std::chrono::duration<double>(outcome->duration).count();
      outcomes.push_back(std::move(json));
    }
    grid.push_back({{"scenario", visible(row.scenario)}, {"outcomes", std::move(outcomes)}});
  }
  return grid;
}

}  // namespace

std::string render_json(const Run& run) {
  const Run whole = settled(run);
  const Headline verdict = headline(whole);
  const Matrix matrix = matrix_of(whole);
  Json counts = Json::object();
  for (const Verdict one : result::all_verdicts) counts[std::string(to_string(one))] = count(whole, one);
  Json document{{"schema", schema_version},
                {"run", visible(run.id)},
                {"version", visible(run.version)},
                {"started", visible(run.started)},
                {"seconds", std::chrono::duration<double>(whole.duration).count()},
                {"finished", run.finished},
                {"interrupted", run.interrupted},
                {"headline", visible(verdict.sentence)},
                {"counts", std::move(counts)},
                {"cells", cells_of(matrix, run.machine)},
                {"changes", changes_of(matrix)},
                {"grid", grid_of(matrix)}};
  constexpr int indent = 1;
  return document.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace limitest::reports
