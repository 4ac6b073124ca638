// SPDX-License-Identifier: Apache-2.0
// The YAML library tells where a scalar begins, and nothing of where its text went through quotes,
// escapes and folded lines.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace limitest::scenario {

// For each byte of a scalar's `text`, and for its end, the offset in `source`; the scalar begins at `begin`.
std::vector<std::uint32_t> places_of(std::string_view text, std::string_view source, std::size_t begin);

// Where the node at `begin` really starts: behind an anchor ("&name ").
std::size_t skip_anchor(std::string_view source, std::size_t begin);

}  // namespace limitest::scenario
