// SPDX-License-Identifier: Apache-2.0
// What a workload is made of. Each workload file ends in one `const Program`; table.cpp lists them all.
// Help, the argument parser and --describe are generated from it, so they cannot drift apart.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "workloads/status_page.h"

namespace limitest::workload {

class Arguments;
class Status;

// A control file has no default: it must be given.
enum class Kind : std::uint8_t { size, duration, count, word, control_file };

inline constexpr bool manner = true;  // for the last column below

struct Parameter {
  std::string_view name;
  Kind kind;
  std::string_view fallback;  // the default, as it would be written on the command line
  std::string_view help;
  std::string_view choices{};  // of a word, "a|b|c"; empty: any text, as for a path
  bool manner = false;         // of a size or count: how it goes about it, not how much it does
};

struct Program {
  std::string_view name;
  std::string_view summary;
  std::span<const Parameter> parameters;
  std::span<const Command> obeys;
  int (*run)(const Arguments&, Status&);
};

inline constexpr std::size_t most_parameters = 16;

// sysexits.h: what was asked for makes no sense; what was asked for could not be done.
inline constexpr int exit_usage = 64;
inline constexpr int exit_failure = 70;

}  // namespace limitest::workload
