// SPDX-License-Identifier: Apache-2.0
// What is wrong with a scenario file: all of it at once, each with its place.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "harness/scenario/model.h"
#include "harness/scenario/source_text.h"

namespace limitest::scenario {

struct Diagnostic {
  Position at;
  std::string message;  // with the suggestion, if there is one
  int width = 1;        // characters to underline
};

// "file:line:column: error: message\n  <line>\n     ^~~~\n". A long line is cut around the caret.
std::string render(const Diagnostic& diagnostic, std::string_view file, std::string_view text,
                   bool colour = false);

// A word of the file as it may stand in a message: one line, quoted, not endless.
std::string quoted(std::string_view word);

// Collects the problems of one file.
class Problems {
 public:
  explicit Problems(const SourceText& source) : source_(&source) {}

  void add(std::size_t offset, std::size_t width, std::string message);

  // From here on the file is read with one of `of` combinations of its matrix, which is appended
  // to what is wrong with some of them only.
  void set_combination(std::string which, std::size_t of) {
    combination_ = std::move(which);
    combinations_ = of;
  }

  [[nodiscard]] bool empty() const { return found_.empty(); }
  [[nodiscard]] std::size_t count() const { return found_.size(); }
  [[nodiscard]] Position position(std::size_t offset) const { return source_->position(offset); }
  [[nodiscard]] const SourceText& source() const { return *source_; }

  // In the order of the file, one for each place, at most twenty and how many there are besides.
  [[nodiscard]] std::vector<Diagnostic> sorted() const;

 private:
  const SourceText* source_;
  struct Found {
    Diagnostic problem;
    std::string combination;
  };
  [[nodiscard]] std::vector<Diagnostic> one_for_each_place() const;

  std::vector<Found> found_;
  std::string combination_;
  std::size_t combinations_ = 1;
};

// What a pure parser found wrong in a piece of text, counted from its begin.
struct Fault {
  std::size_t at;
  std::size_t width;
  std::string message;
};

template <class T>
using Parsed = std::expected<T, Fault>;

template <class... Args>
std::unexpected<Fault> fault(std::size_t at, std::size_t width, fmt::format_string<Args...> text,
                             Args&&... args) {
  return std::unexpected(Fault{at, width, fmt::format(text, std::forward<Args>(args)...)});
}

}  // namespace limitest::scenario
