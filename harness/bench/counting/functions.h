// SPDX-License-Identifier: Apache-2.0
// Instruction counts by address made counts by kernel function.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/result.h"

namespace limitest::bench {

// The text symbols of a kernel, in the order of their addresses.
class Symbols {
 public:
  // Of /proc/kallsyms; lines of other symbols are left out.
  explicit Symbols(std::string_view kallsyms);
  // The function an address is in; "(user)" below the kernel's half, "(unknown)" before the first symbol.
  [[nodiscard]] std::string_view at(std::uint64_t address) const;
  [[nodiscard]] std::size_t size() const { return all_.size(); }

 private:
  std::vector<std::pair<std::uint64_t, std::string>> all_;
};

struct ByFunction {
  using Counts = std::vector<std::pair<std::string, double>>;  // per unit
  Counts more;  // of the subject beyond those of the base, the largest first
  Counts all;   // of the subject
};

// What the plugin wrote of one figure; less than a hundredth of an instruction is left out.
Result<ByFunction> functions_in(std::string_view report, const Symbols& symbols, double units);

}  // namespace limitest::bench
