// SPDX-License-Identifier: Apache-2.0
#include "harness/result/join.h"

#include <algorithm>
#include <iterator>
#include <span>

#include <fmt/format.h>

namespace limitest::result {
namespace {

// What one run says of one machine, on its way to a cell.
struct Piece {
  Cell cell;
  std::string kernel;  // as the run names it in its outcomes, empty where it has one machine only
  Run* run;
};

bool is_of(const Piece& piece, const std::string& kernel, const std::string& hierarchy) {
  return piece.kernel.empty() || (kernel == piece.kernel && hierarchy == piece.cell.machine.hierarchy);
}

std::vector<Piece> pieces_of(Run& run) {
  std::vector<Piece> pieces;
  for (const Cell& cell : run.cells) pieces.push_back({cell, cell.machine.kernel, &run});
  if (pieces.empty()) pieces.push_back({{.machine = run.machine}, "", &run});
  return pieces;
}

std::string origin_of(const Machine& machine) {
  return machine.host.empty() ? machine.image.substr(machine.image.rfind('/') + 1) : machine.host;
}

std::size_t alike(std::span<const Piece> pieces, const Machine& machine) {
  return static_cast<std::size_t>(std::ranges::count_if(pieces, [&](const Piece& other) {
    return other.cell.machine.kernel == machine.kernel && other.cell.machine.hierarchy == machine.hierarchy;
  }));
}

void tell_apart(std::vector<Piece>& pieces) {
  std::vector<std::string> names;
  for (const Piece& piece : pieces) {
    const Machine& machine = piece.cell.machine;
    const std::string origin = origin_of(machine);
    names.push_back(alike(pieces, machine) > 1 && !origin.empty()
                        ? fmt::format("{} ({})", machine.kernel, origin)
                        : machine.kernel);
  }
  for (std::size_t i = 0; i < pieces.size(); ++i) pieces[i].cell.machine.kernel = names[i];
  for (std::size_t i = 0; i < pieces.size(); ++i)
    for (int number = 2; alike(std::span(pieces).first(i), pieces[i].cell.machine) > 0; ++number)
      pieces[i].cell.machine.kernel = fmt::format("{} #{}", names[i], number);
}

void add(const Piece& piece, Run& whole) {
  const Machine& machine = piece.cell.machine;
  for (Outcome outcome : piece.run->outcomes) {
    if (!is_of(piece, outcome.kernel, outcome.hierarchy)) continue;
    outcome.kernel = machine.kernel;
    outcome.hierarchy = machine.hierarchy;
    whole.outcomes.push_back(std::move(outcome));
  }
  for (InFlight lost : piece.run->in_flight) {
    if (!is_of(piece, lost.kernel, lost.hierarchy)) continue;
    lost.kernel = machine.kernel;
    lost.hierarchy = machine.hierarchy;
    whole.in_flight.push_back(std::move(lost));
  }
  whole.cells.push_back(piece.cell);
}

}  // namespace

Run join(std::vector<Run> runs) {
  Run whole{.id = runs.front().id,
            .version = runs.front().version,
            .started = std::ranges::min(runs, {}, &Run::started).started,
            .command = {},
            .finished = std::ranges::all_of(runs, &Run::finished),
            .interrupted = std::ranges::any_of(runs, &Run::interrupted),
            .duration = std::ranges::max(runs, {}, &Run::duration).duration};
  std::vector<Piece> pieces;
  for (Run& run : runs) std::ranges::move(pieces_of(run), std::back_inserter(pieces));
  tell_apart(pieces);
  for (const Piece& piece : pieces) add(piece, whole);
  return whole;
}

}  // namespace limitest::result
