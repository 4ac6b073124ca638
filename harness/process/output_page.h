// SPDX-License-Identifier: Apache-2.0
// Where a program's stdout and stderr go: memory that the harness has touched before, so that
// printing charges the program's group nothing. It cannot grow; what does not fit is refused with EPERM.
#pragma once

#include <string>

#include "harness/base/fd.h"

namespace limitest::process {

class OutputPage {
 public:
  static Result<OutputPage> create(std::size_t capacity);

  [[nodiscard]] int descriptor() const { return memory_.number(); }
  // All that was printed so far.
  [[nodiscard]] std::string text() const;

 private:
  explicit OutputPage(Fd memory) : memory_(std::move(memory)) {}
  Fd memory_;
};

}  // namespace limitest::process
