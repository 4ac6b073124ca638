// SPDX-License-Identifier: Apache-2.0
// A proof on this machine: each scenario as it is, and where it passes each of its ablations.
#pragma once

#include "harness/cli/interruption.h"
#include "harness/cli/proof_book.h"
#include "harness/cli/selection.h"
#include "harness/engine/machine.h"

namespace limitest::cli {

// `jobs` ablations side by side; scenarios as they are, and what is played once more, one a CPU. False when
// interrupted. What comes of each is in the book.
Result<bool> prove_on(engine::Machine machine, const Selection& selection, unsigned jobs,
                      Interruption& interruption, ProofBook& book);

}  // namespace limitest::cli
