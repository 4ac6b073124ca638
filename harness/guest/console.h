// SPDX-License-Identifier: Apache-2.0
// What a guest's console tells about its end.
#pragma once

#include <string>
#include <string_view>

namespace limitest::guest {

// Without carriage returns and the escape sequences of firmware.
std::string plain_console(std::string_view raw);

// The line that says best why the kernel died: the BUG, oops or failed assertion that a panic came
// of, else the panic itself; without its time stamp. Empty: the console tells of no death.
std::string cause_of_death(std::string_view console);

// The last lines, for evidence.
std::string console_tail(std::string_view console);

}  // namespace limitest::guest
