// SPDX-License-Identifier: Apache-2.0
// How the tables of fields call the types that most of them have.
#pragma once

#include <string_view>

namespace limitest::result {

inline constexpr std::string_view text = "text";
inline constexpr std::string_view number = "number";
inline constexpr std::string_view yes_no = "true, false";

}  // namespace limitest::result
