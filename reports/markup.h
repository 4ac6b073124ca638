// SPDX-License-Identifier: Apache-2.0
// Writes XML and HTML, and cannot be made to write a broken one. Names of elements and attributes, and the
// style sheet, are literals of this program, which the compiler checks; all other text has one way in,
// and that way escapes. Elements close with their scope.
//
// A block starts on its own line; a phrase stays in the running text, where a line break would show.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace limitest::reports {

// Text that stands in our own source: only a constant expression becomes one.
class Literal {
 public:
  consteval Literal(const char* text) : text_(text) {}
  [[nodiscard]] std::string_view view() const { return text_; }

 private:
  std::string_view text_;
};

struct Attribute {
  Attribute(Literal attribute_name, std::string attribute_value)
      : name(attribute_name), value(std::move(attribute_value)) {}

  Literal name;
  std::string value;
};
using Attributes = std::vector<Attribute>;

class Markup {
 public:
  // An open element. Lives on the stack of the function that fills it.
  class [[nodiscard]] Element {
   public:
    Element(const Element&) = delete;
    Element& operator=(const Element&) = delete;
    ~Element() { writer_.close(name_, block_); }

   private:
    friend class Markup;
    Element(Markup& writer, Literal name, bool block) : writer_(writer), name_(name), block_(block) {}

    Markup& writer_;
    Literal name_;
    bool block_;
  };

  Element block(Literal name, const Attributes& attributes = {});
  Element phrase(Literal name, const Attributes& attributes = {});

  // The same, holding nothing but text.
  void block_text(Literal name, std::string_view text, const Attributes& attributes = {});
  void phrase_text(Literal name, std::string_view text, const Attributes& attributes = {});

  // <name/>. In HTML only for elements that are always empty (meta, br) and for SVG shapes.
  void empty(Literal name, const Attributes& attributes = {});

  void text(std::string_view text);
  void verbatim(Literal markup) { out_ += markup.view(); }

  [[nodiscard]] std::string finished() && { return std::move(out_) + "\n"; }

 private:
  void new_line();
  void open(Literal name, const Attributes& attributes);
  void close(Literal name, bool block);

  std::string out_;
  std::size_t depth_ = 0;
  bool after_block_ = false;
};

}  // namespace limitest::reports
