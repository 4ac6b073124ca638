// SPDX-License-Identifier: Apache-2.0
// What may stand behind a key. The reader takes the shape from here, the reference the words, the
// schema its pattern.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace limitest::scenario {

enum class ValueKind : std::uint8_t {
  text,
  new_name,
  cgroup,
  process,
  listener,
  workload,
  command,
  arguments,
  condition,
  formula,
  duration,
  size,
  count,
  user,
  control_path,
  errnos,
  signal,
  order,
  attach_file,
  hierarchy,
  behaviours,
  swap,
  yes_no,
  kernel_rule,
  kernel_rules,
  kernel_version,
  config,
  programs,
  control_files,
  parameters,
  writes,
  needs,
  known,
  repeat,
  share,
  matrix,
  groups,
  steps,
};

// The YAML shapes, to be joined.
struct Shapes {
  bool scalar = false, list = false, mapping = false, nothing = false;
};

struct ValueKindInfo {
  ValueKind kind;
  std::string_view placeholder;  // "DURATION"
  Shapes shapes;
  std::string_view help;
};

std::span<const ValueKindInfo> value_kinds();
const ValueKindInfo& info_of(ValueKind kind);

}  // namespace limitest::scenario
