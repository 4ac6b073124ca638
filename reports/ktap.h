// SPDX-License-Identifier: Apache-2.0
// KTAP version 1, the kernel's own test protocol (dev-tools/ktap.rst), as kunit.py, kselftest's tools and CI
// labs read it. A scenario is one line; its number is the order in which it ended.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "reports/formats.h"

namespace limitest::reports {

class Ktap : public Stream {
 public:
  std::string opening(const result::Run& run, std::size_t planned) override;
  // What went wrong stands before the result line as diagnostics, where kunit.py looks for it.
  std::string next(const result::Outcome& outcome) override;
  std::string closing(const result::Run& run) override;

 private:
  std::string name_of(const result::Outcome& outcome);
  std::string fill_up(const result::Run& run);

  bool several_cells_ = false;
  std::vector<bool> planned_cells_;
  std::size_t planned_ = 0;
  std::size_t number_ = 0;
  std::map<std::string, int> repeats_;
};

}  // namespace limitest::reports
