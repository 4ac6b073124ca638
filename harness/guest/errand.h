// SPDX-License-Identifier: Apache-2.0
// A guest that carries out its orders to the end, whatever the lines are that come back. What it began is
// never tried again: for scenarios that may kill their kernel there is GuestRun.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "harness/guest/guest.h"

namespace limitest::guest {

// Who is told of what the guest says. An error ends the errand.
struct Listener {
  std::function<Result<>(const Hello&)> hello;
  std::function<Result<>(const std::string& line)> line;
  std::function<bool()> interrupted;  // asked whenever `wake_descriptor` is readable, and twice a second
  int wake_descriptor = -1;
};

struct LastWords {
  int status = 0;    // the highest exit status of its programs
  std::string said;  // what they printed
};

// None when interrupted. Errors: the guest cannot be started, refuses its orders, dies, or says nothing for
// `longest_silence`.
Result<std::optional<LastWords>> run_errand(BootRequest request, const Listener& listener,
                                            Nanoseconds longest_silence);

}  // namespace limitest::guest
