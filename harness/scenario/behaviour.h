// SPDX-License-Identifier: Apache-2.0
// What a kernel promises, as a list to refer to: a scenario says under `covers:` which of these it
// proves, and `limitest coverage` says which are proved by none. The list is scenarios/behaviours.txt.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/result.h"
#include "harness/cgroup/control_file.h"

namespace limitest::scenario {

struct Behaviour {
  std::string slug;                            // "pause/resumes-when-limit-rises"; its topic comes first
  std::optional<cgroup::Hierarchy> hierarchy;  // none: a promise of both
  std::string sentence;

  [[nodiscard]] std::string_view topic() const;
};

// Lines of slug, hierarchy (v1, v2, both) and sentence; blank ones and those that begin with # are passed
// over. The error names the line: a slug of other characters than a-z, 0-9, '.', '_' and '-', with exactly
// one
// '/', or used twice; an unknown hierarchy; a missing sentence.
Result<std::vector<Behaviour>> parse_behaviours(std::string_view text);

}  // namespace limitest::scenario
