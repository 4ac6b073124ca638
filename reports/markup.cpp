// SPDX-License-Identifier: Apache-2.0
#include "reports/markup.h"

#include <cstdint>

#include "reports/text.h"

namespace limitest::reports {
namespace {

enum class Place : std::uint8_t { content, attribute };

// Newlines and tabs in an attribute would come back from a parser as spaces, so they are spelled out.
std::string_view escape_of(char c, Place place) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    case '\n':
      return place == Place::attribute ? "&#10;" : "";
    case '\t':
      return place == Place::attribute ? "&#9;" : "";
    default:
      return "";
  }
}

void append_escaped(std::string& out, std::string_view text, Place place) {
  for (const char c : visible(text)) {
    const std::string_view escape = escape_of(c, place);
    if (escape.empty())
      out += c;
    else
      out += escape;
  }
}

}  // namespace

void Markup::new_line() {
  if (out_.empty()) return;
  out_ += '\n';
  out_.append(depth_, ' ');
}

void Markup::open(Literal name, const Attributes& attributes) {
  out_ += '<';
  out_ += name.view();
  for (const Attribute& attribute : attributes) {
    out_ += ' ';
    out_ += attribute.name.view();
    out_ += "=\"";
    append_escaped(out_, attribute.value, Place::attribute);
    out_ += '"';
  }
}

Markup::Element Markup::block(Literal name, const Attributes& attributes) {
  new_line();
  open(name, attributes);
  out_ += '>';
  ++depth_;
  after_block_ = false;
  return {*this, name, true};
}

Markup::Element Markup::phrase(Literal name, const Attributes& attributes) {
  open(name, attributes);
  out_ += '>';
  ++depth_;
  after_block_ = false;
  return {*this, name, false};
}

void Markup::close(Literal name, bool block) {
  --depth_;
  if (after_block_) new_line();
  out_ += "</";
  out_ += name.view();
  out_ += '>';
  after_block_ = block;
}

void Markup::block_text(Literal name, std::string_view text, const Attributes& attributes) {
  const Element element = block(name, attributes);
  this->text(text);
}

void Markup::phrase_text(Literal name, std::string_view text, const Attributes& attributes) {
  const Element element = phrase(name, attributes);
  this->text(text);
}

void Markup::empty(Literal name, const Attributes& attributes) {
  new_line();
  open(name, attributes);
  out_ += "/>";
  after_block_ = true;
}

void Markup::text(std::string_view text) {
  append_escaped(out_, text, Place::content);
  after_block_ = false;
}

}  // namespace limitest::reports
