// SPDX-License-Identifier: Apache-2.0
// Text that others wrote. A workload, a kernel log or a scenario file may hold any bytes: escape sequences
// that repaint a terminal, characters that XML forbids, overrides that turn a line's reading order round.
// Every report passes such text through here first.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace limitest::reports {

// Valid UTF-8 that shows what it holds: a control character becomes its picture (ESC is U+241B), what is
// no character becomes U+FFFD. Newline and tab stay.
std::string visible(std::string_view text);

// The same on one line: newline and tab become a space.
std::string visible_line(std::string_view text);

// At most `limit` bytes and a little: whole lines from both ends with a note between of what is left out,
// because a stack is told by its beginning and a log by its end.
std::string shortened(std::string_view text, std::size_t limit);

std::size_t count_lines(std::string_view text);

// How many characters a terminal shows; combining and wide ones are counted as one column.
std::size_t columns(std::string_view visible_text);

}  // namespace limitest::reports
