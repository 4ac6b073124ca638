// SPDX-License-Identifier: Apache-2.0
// A proof on another kernel: `limitest prove` itself, in guests.
#pragma once

#include "harness/cli/command.h"
#include "harness/cli/interruption.h"
#include "harness/cli/proof_book.h"
#include "harness/cli/selection.h"
#include "harness/guest/guest_run.h"

namespace limitest::cli {

// `wanted`: image, hierarchy and machine. False when interrupted. An error says why the guest did not get to
// the end; what it had told by then is in the book.
Result<bool> prove_in_guest(const guest::GuestRequest& wanted, const Selection& selection,
                            Interruption& interruption, ProofBook& book);

}  // namespace limitest::cli
