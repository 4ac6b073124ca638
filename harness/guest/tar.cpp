// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/tar.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace limitest::guest {
namespace {

constexpr std::size_t block = 512;
constexpr std::size_t most_name = 4096;

std::string_view field(std::string_view header, std::size_t at, std::size_t width) {
  const std::string_view whole = header.substr(at, width);
  return whole.substr(0, whole.find('\0'));
}

std::optional<std::uint64_t> octal(std::string_view digits) {
  while (digits.starts_with(' ')) digits.remove_prefix(1);
  while (digits.ends_with(' ')) digits.remove_suffix(1);
  std::uint64_t value = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 8);
  if (problem != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

// The sum of all bytes, with the checksum's own field as blanks.
bool checksum_holds(std::string_view header) {
  constexpr std::size_t at = 148;
  constexpr std::size_t width = 8;
  std::uint64_t sum = width * ' ';
  for (std::size_t i = 0; i < header.size(); ++i)
    if (i < at || i >= at + width) sum += static_cast<unsigned char>(header[i]);
  return octal(field(header, at, width)) == sum;
}

// "24 path=boot/vmlinuz-6.1\n", among other records of that kind.
std::string pax_path(std::string_view records) {
  const std::size_t at = records.find(" path=");
  if (at == std::string_view::npos) return "";
  records.remove_prefix(at + 6);
  return std::string(records.substr(0, records.find('\n')));
}

std::string entry_name(std::string_view header) {
  std::string name(field(header, 0, 100));
  const std::string_view prefix = field(header, 345, 155);
  const bool posix = header.substr(257, 6) == std::string_view("ustar\0", 6);
  if (posix && !prefix.empty()) name = fmt::format("{}/{}", prefix, name);
  return name;
}

}  // namespace

TarReader::TarReader(std::size_t most, Wanted wanted, Found found)
    : most_(most), wanted_(std::move(wanted)), found_(std::move(found)) {}

Result<> TarReader::feed(std::string_view piece) {
  while (!piece.empty() && part_ != Part::end) {
    if (part_ == Part::header) {
      const std::size_t take = std::min(block - header_.size(), piece.size());
      header_.append(piece.substr(0, take));
      piece.remove_prefix(take);
      if (header_.size() == block) LIMITEST_TRY_VOID(begin_entry());
      continue;
    }
    const std::size_t content = std::min<std::uint64_t>(content_left_, piece.size());
    if (keep_) content_.append(piece.substr(0, content));
    content_left_ -= content;
    piece.remove_prefix(content);
    const std::size_t padding = std::min<std::uint64_t>(padding_left_, piece.size());
    padding_left_ -= padding;
    piece.remove_prefix(padding);
    if (content_left_ == 0 && padding_left_ == 0) end_entry();
  }
  return {};
}

Result<> TarReader::begin_entry() {
  const std::string header = std::exchange(header_, {});
  if (header.find_first_not_of('\0') == std::string::npos) {
    part_ = Part::end;
    return {};
  }
  const auto size = octal(field(header, 124, 12));
  if (!checksum_holds(header) || !size) return failure("its tar archive is damaged");
  switch (header[156]) {
    case '0':
    case '\0':
      kind_ = Kind::file;
      break;
    case 'L':
      kind_ = Kind::long_name;
      break;
    case 'x':
      kind_ = Kind::pax;
      break;
    default:
      kind_ = Kind::other;
  }
  const bool names_the_next = kind_ == Kind::long_name || kind_ == Kind::pax;
  if (!names_the_next) {
    name_ = long_name_.empty() ? entry_name(header) : std::exchange(long_name_, {});
    if (name_.starts_with("./")) name_.erase(0, 2);
  }
  keep_ = names_the_next || (kind_ == Kind::file && wanted_(name_));
  if (keep_ && *size > (names_the_next ? most_name : most_))
    return failure("its tar archive holds {} with {} bytes", names_the_next ? "a name" : name_, *size);
  content_.clear();
  content_left_ = *size;
  padding_left_ = (block - *size % block) % block;
  part_ = Part::content;
  if (*size == 0) end_entry();
  return {};
}

void TarReader::end_entry() {
  part_ = Part::header;
  if (kind_ == Kind::long_name) long_name_ = content_.substr(0, content_.find('\0'));
  if (kind_ == Kind::pax) long_name_ = pax_path(content_);
  if (kind_ == Kind::file && keep_) found_(name_, std::move(content_));
  content_.clear();
}

Result<> TarReader::finish() const {
  const bool whole = part_ == Part::end || (part_ == Part::header && header_.empty());
  return whole ? Result<>{} : failure("its tar archive is cut short");
}

}  // namespace limitest::guest
