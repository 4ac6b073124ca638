// SPDX-License-Identifier: Apache-2.0
#include "harness/base/result.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>

namespace limitest {

Error Error::from_errno(std::string_view what, int code) {
  return {fmt::format("{}: {}", what, std::generic_category().message(code)), code};
}

Error Error::from_errno(std::string_view what) {
  return from_errno(what, errno);
}

Error Error::within(std::string_view context) const {
  return {fmt::format("{}: {}", context, message), code};
}

void report_bug(const char* condition, const char* file, int line) {
  (void)std::fprintf(stderr, "limitest: a bug of ours at %s:%d: %s does not hold\n", file, line, condition);
  std::abort();
}

}  // namespace limitest
