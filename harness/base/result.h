// SPDX-License-Identifier: Apache-2.0
// How failures travel. Three kinds, never mixed:
//   the kernel said no   an Errno, a plain value that scenarios assert on;
//   our side broke       an Error with a message for the person who must act, in a Result<T>;
//   a bug of ours        LIMITEST_ASSERT, which stays on in release builds.
#pragma once

#include <expected>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace limitest {

// Why our own side could not do something. The message names the object, the value and what to do.
struct Error {
  std::string message;
  int code = 0;  // the errno behind it, 0 where there is none

  friend bool operator==(const Error&, const Error&) = default;

  // "WHAT: No such file or directory"; `code` defaults to the current errno.
  static Error from_errno(std::string_view what, int code);
  static Error from_errno(std::string_view what);

  // The same error, with the place or object it concerns put before it.
  [[nodiscard]] Error within(std::string_view context) const;
};

template <class T = void>
using Result = std::expected<T, Error>;

template <class... Args>
std::unexpected<Error> failure(fmt::format_string<Args...> text, Args&&... args) {
  return std::unexpected(Error{fmt::format(text, std::forward<Args>(args)...)});
}

// Prints the broken assumption and aborts. Never used for what a kernel or a person may do.
[[noreturn]] void report_bug(const char* condition, const char* file, int line);

}  // namespace limitest

// Yields the value of a Result, or returns its Error from the calling function.
#define LIMITEST_TRY(...)                                                         \
  __extension__({                                                                 \
    auto result_of_try = (__VA_ARGS__);                                           \
    if (!result_of_try) return std::unexpected(std::move(result_of_try).error()); \
    std::move(result_of_try).value();                                             \
  })

// The same for a Result<void>, as a statement.
#define LIMITEST_TRY_VOID(...)                                  \
  do {                                                          \
    if (auto result_of_try = (__VA_ARGS__); !result_of_try)     \
      return std::unexpected(std::move(result_of_try).error()); \
  } while (false)

#define LIMITEST_ASSERT(condition) \
  ((condition) ? void() : ::limitest::report_bug(#condition, __FILE__, __LINE__))
