// SPDX-License-Identifier: Apache-2.0
// "Did you mean": the known word nearest to a mistyped one.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace limitest {

// The candidate with the smallest edit distance (a swap of neighbours counts one, and so does leaving
// out what follows a '_' or '-'), or none when nothing is closer than a third of the word.
std::optional<std::string> nearest_word(std::string_view word, std::span<const std::string> candidates);

// "; did you mean 'limit'?" or, without a near candidate, "; known: a, b, c" (nothing for an empty list).
std::string suggestion(std::string_view word, std::span<const std::string> candidates);

}  // namespace limitest
