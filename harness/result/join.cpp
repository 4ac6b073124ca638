// SPDX-License-Identifier: Apache-2.0
#include "harness/result/join.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace limitest::result {
namespace {

// What one run says of one machine, on its way to a cell.
struct Piece {
  Cell cell;
  std::pair<std::string, std::string> place;  // kernel and hierarchy, as the run's outcomes name them
  Run* run;
  std::string name;  // of the kernel, in the whole
};

// Of a run of one machine outcomes need not say which.
std::pair<std::string, std::string> place_of(const std::string& kernel, const std::string& hierarchy,
                                             const Run& run) {
  if (!run.cells.empty()) return {kernel, hierarchy};
  return {kernel.empty() ? run.machine.kernel : kernel,
          hierarchy.empty() ? run.machine.hierarchy : hierarchy};
}

// A file that several results were written to one after the other tells of as many machines as it names.
std::vector<Piece> pieces_of(Run& run) {
  std::vector<Piece> pieces;
  for (const Cell& cell : run.cells)
    pieces.push_back({cell, {cell.machine.kernel, cell.machine.hierarchy}, &run, ""});
  if (!pieces.empty()) return pieces;
  std::set<std::pair<std::string, std::string>> places;
  for (const Outcome& outcome : run.outcomes) places.insert(place_of(outcome.kernel, outcome.hierarchy, run));
  if (places.empty()) places.insert(place_of("", "", run));
  for (const auto& place : places) {
    Piece piece{{.machine = run.machine}, place, &run, ""};
    piece.cell.machine.kernel = place.first;
    piece.cell.machine.hierarchy = place.second;
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

std::string origin_of(const Machine& machine) {
  return machine.image.empty() ? machine.host : machine.image.substr(machine.image.rfind('/') + 1);
}

// The hierarchies of one machine keep one name, or a kernel would fall apart into columns of its own.
void name_by_origin(std::vector<Piece>& pieces) {
  for (Piece& piece : pieces) {
    const Machine& machine = piece.cell.machine;
    const bool is_alone = std::ranges::all_of(pieces, [&](const Piece& other) {
      return other.cell.machine.kernel != machine.kernel ||
             origin_of(other.cell.machine) == origin_of(machine);
    });
    piece.name = is_alone ? machine.kernel : fmt::format("{} ({})", machine.kernel, origin_of(machine));
  }
}

bool is_taken(const std::vector<Piece>& pieces, const Run* by, const std::string& name,
              const std::string& hierarchy) {
  return std::ranges::any_of(pieces, [&](const Piece& other) {
    return other.run < by && other.name == name && other.cell.machine.hierarchy == hierarchy;
  });
}

// What an earlier run has told of too is numbered, with the other hierarchy of the same run.
void number_the_rest(std::vector<Piece>& pieces) {
  for (std::size_t first = 0; first < pieces.size(); ++first) {
    const Run* run = pieces[first].run;
    const std::string name = pieces[first].name;
    std::string free = name;
    for (int number = 2; is_taken(pieces, run, free, pieces[first].cell.machine.hierarchy); ++number)
      free = fmt::format("{} #{}", name, number);
    if (free == name) continue;
    for (Piece& other : pieces)
      if (other.run == run && other.name == name) other.name = free;
  }
}

const Piece* piece_of(const std::vector<Piece>& pieces, const Run& run, const std::string& kernel,
                      const std::string& hierarchy) {
  const auto place = place_of(kernel, hierarchy, run);
  const auto found = std::ranges::find_if(
      pieces, [&](const Piece& piece) { return piece.run == &run && piece.place == place; });
  return found == pieces.end() ? nullptr : &*found;
}

void take(Run& run, const std::vector<Piece>& pieces, Run& whole) {
  for (Outcome& outcome : run.outcomes) {
    const Piece* piece = piece_of(pieces, run, outcome.kernel, outcome.hierarchy);
    if (piece == nullptr) continue;
    outcome.kernel = piece->name;
    outcome.hierarchy = piece->place.second;
    whole.outcomes.push_back(std::move(outcome));
  }
  for (const InFlight& lost : run.in_flight)
    if (const Piece* piece = piece_of(pieces, run, lost.kernel, lost.hierarchy))
      whole.in_flight.push_back({lost.scenario, piece->name, piece->place.second, lost.file});
}

}  // namespace

Run join(std::vector<Run> runs) {
  // Who was interrupted does not hide that another died, or failed.
  const bool all_told = std::ranges::all_of(runs, [](const Run& run) {
    return run.interrupted || (run.finished && count(run, Verdict::fail) == 0);
  });
  const bool interrupted = all_told && std::ranges::any_of(runs, &Run::interrupted);
  Run whole{.id = runs.front().id,
            .version = runs.front().version,
            .started = std::ranges::min(runs, {}, &Run::started).started,
            .command = {},
            .finished = std::ranges::all_of(runs, &Run::finished),
            .interrupted = interrupted,
            .duration = std::ranges::max(runs, {}, &Run::duration).duration};
  std::vector<Piece> pieces;
  for (Run& run : runs)
    for (Piece& piece : pieces_of(run)) pieces.push_back(std::move(piece));
  name_by_origin(pieces);
  number_the_rest(pieces);
  for (Run& run : runs) take(run, pieces, whole);
  for (const Piece& piece : pieces) {
    whole.cells.push_back(piece.cell);
    whole.cells.back().machine.kernel = piece.name;
  }
  return whole;
}

}  // namespace limitest::result
