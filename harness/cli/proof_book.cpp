// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/proof_book.h"

#include <algorithm>
#include <tuple>

#include <unistd.h>

namespace limitest::cli {

ProofBook::ProofBook(Outputs outputs) : outputs_(std::move(outputs)), live_(STDERR_FILENO) {}

void ProofBook::plan(reports::Planned planned) {
  progress_ = {.total = planned.plays};
  outputs_.tell_host(reports::json_line(planned));
}

void ProofBook::tick() {
  ++progress_.done;
  live_.show(reports::status_line(progress_, wants_colour(STDERR_FILENO), width_of(STDERR_FILENO)));
}

void ProofBook::add(reports::Proof proof) {
  outputs_.line(reports::json_line(proof));
  proofs_.push_back(std::move(proof));
  tick();
}

void ProofBook::add(reports::Unproved unproved) {
  outputs_.tell_host(reports::json_line(unproved));
  unproved_.push_back(std::move(unproved));
}

int ProofBook::conclude(const Result<bool>& whole) {
  live_.clear();
  if (!whole) complain(whole.error().message);
  if (!whole || !*whole) {
    if (!proofs_.empty() || !unproved_.empty()) print(text());
    return whole ? interrupted : broken;
  }
  outputs_.tell_host(reports::json_line(reports::Concluded{}));
  if (const Result<> written = outputs_.written(); !written) {
    complain(written.error().message);
    return broken;
  }
  if (proofs_.empty() && unproved_.empty()) {
    complain("no scenario can be played on this machine; `limitest doctor` says why");
    return nothing_ran;
  }
  print(text());
  return reports::score_of(proofs_).blind.empty() && unproved_.empty() ? ok : failed;
}

std::string ProofBook::text() {
  // They ended in any order.
  std::ranges::stable_sort(proofs_, {},
                           [](const reports::Proof& proof) { return std::tie(proof.scenario, proof.line); });
  return reports::render(unproved_) + reports::render(reports::score_of(proofs_));
}

}  // namespace limitest::cli
