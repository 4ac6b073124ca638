// SPDX-License-Identifier: Apache-2.0
// Text for a terminal: colours that can be left out, lines that fit. Whether there is a terminal, and how
// wide, is the caller's to know.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "harness/result/model.h"

namespace limitest::reports {

enum class Tone : std::uint8_t { plain, strong, quiet, good, bad, warning, note };

// The tone in which a verdict is told.
Tone tone_of(result::Verdict verdict);

// `text` made visible on one line, in a colour where there is to be one.
std::string painted(std::string_view text, Tone tone, bool colour);

// At most `width` columns, the last an ellipsis where something was cut. Expects text without colours.
// A width of 0 or less means: no limit.
std::string cut_to(std::string_view text, int width);

// `text` after `label`, in lines of at most `width` columns; lines after the first stand below the first's
// text. Made visible; ends with a newline.
std::string wrapped(std::string_view label, std::string_view text, int width);

}  // namespace limitest::reports
