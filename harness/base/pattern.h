// SPDX-License-Identifier: Apache-2.0
// An extended regular expression of the C library; std::regex takes seconds to compile, and throws.
#pragma once

#include <string>

#include <regex.h>

namespace limitest {

class Pattern {
 public:
  explicit Pattern(const std::string& text)
      : good_(::regcomp(&compiled_, text.c_str(), REG_EXTENDED | REG_NOSUB) == 0) {}
  ~Pattern() {
    if (good_) ::regfree(&compiled_);
  }
  Pattern(const Pattern&) = delete;
  Pattern& operator=(const Pattern&) = delete;
  // Whether the text is such an expression at all.
  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] bool matches(const std::string& text) const {
    return ::regexec(&compiled_, text.c_str(), 0, nullptr, 0) == 0;
  }

 private:
  regex_t compiled_{};
  bool good_;
};

}  // namespace limitest
