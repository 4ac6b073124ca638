// SPDX-License-Identifier: Apache-2.0
// Kernel releases as numbers that can be compared.
#pragma once

#include <compare>
#include <optional>
#include <string_view>

#include "harness/base/result.h"

namespace limitest {

struct KernelVersion {
  int major = 0;
  int minor = 0;
  int patch = 0;
  friend auto operator<=>(const KernelVersion&, const KernelVersion&) = default;
};

// The numbers a release begins with: "6.18.44-cloud-amd64" -> 6.18.44, "6.1" -> 6.1.0.
std::optional<KernelVersion> parse_kernel_version(std::string_view release);

// Whether `release` satisfies a rule such as ">= 6.13", "< 5.11" or ">= 6.12 < 7.3", all parts of
// which must hold. A part without a patch level compares without one: 6.12.117 satisfies "<= 6.12".
// The error says how a rule is written.
Result<bool> satisfies(std::string_view release, std::string_view rule);

// Whether no kernel can satisfy it, as with ">= 6.15 < 6.1".
bool is_unsatisfiable(std::string_view rule);

}  // namespace limitest
