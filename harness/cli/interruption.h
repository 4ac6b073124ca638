// SPDX-License-Identifier: Apache-2.0
// Ctrl-C and termination as something to poll, so that a run can end in good order.
#pragma once

#include "harness/base/fd.h"

namespace limitest::cli {

class Interruption {
 public:
  // Blocks SIGINT, SIGTERM and SIGHUP for this process; children get them unblocked.
  Interruption();

  [[nodiscard]] int descriptor() const { return signals_.number(); }
  // Whether one of them has come.
  bool happened();

 private:
  Fd signals_;
  bool happened_ = false;
};

}  // namespace limitest::cli
