// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/records.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace limitest::guest {
namespace {

// magic (4 bytes), kind (4), length (4), checksum of kind and payload (4); both sides are x86.
constexpr std::string_view magic = "\x7fLTR";
constexpr std::size_t head_size = 16;
// More than any line of results; a length beyond it is noise.
constexpr std::uint32_t longest = 64U << 20U;

constexpr std::array<std::uint32_t, 256> make_table() {
  constexpr std::uint32_t polynomial = 0xedb88320;
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    std::uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value >> 1U) ^ ((value & 1U) != 0 ? polynomial : 0);
    table[i] = value;
  }
  return table;
}
constexpr std::array<std::uint32_t, 256> table = make_table();

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  std::memcpy(&number, bytes.data() + at, sizeof number);
  return number;
}

void append(std::string& bytes, std::uint32_t number) {
  bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

bool is_kind(std::uint32_t number) {
  return number >= static_cast<std::uint32_t>(Kind::hello) &&
         number <= static_cast<std::uint32_t>(Kind::over);
}

}  // namespace

std::uint32_t checksum(std::string_view bytes) {
  std::uint32_t value = 0xffffffff;
  for (const char c : bytes) value = (value >> 8U) ^ table[(value ^ static_cast<unsigned char>(c)) & 0xffU];
  return ~value;
}

std::string encode(Kind kind, std::string_view payload) {
  std::string body;
  body.reserve(payload.size() + head_size);
  append(body, static_cast<std::uint32_t>(kind));
  body += payload;
  std::string record(magic);
  record.reserve(body.size() + head_size);
  append(record, static_cast<std::uint32_t>(kind));
  append(record, static_cast<std::uint32_t>(payload.size()));
  append(record, checksum(body));
  record += payload;
  return record;
}

std::optional<Record> Decoder::next() {
  std::size_t at = 0;
  std::optional<Record> record;
  while (!record) {
    const std::size_t start = bytes_.find(magic, at);
    if (start == std::string::npos) {
      // The last bytes may be the beginning of a magic word.
      at = std::max(at, bytes_.size() - std::min(bytes_.size(), magic.size() - 1));
      break;
    }
    at = start;
    if (bytes_.size() - at < head_size) break;
    const std::uint32_t kind = number_at(bytes_, at + 4);
    const std::uint32_t length = number_at(bytes_, at + 8);
    if (!is_kind(kind) || length > longest) {
      ++at;
      continue;
    }
    if (bytes_.size() - at - head_size < length) {
      if (!ended_) break;
      ++at;
      continue;
    }
    std::string body;
    append(body, kind);
    body.append(bytes_, at + head_size, length);
    if (checksum(body) != number_at(bytes_, at + 12)) {
      ++at;
      continue;
    }
    record = Record{static_cast<Kind>(kind), body.substr(sizeof kind)};
    garbled_ += at;
    bytes_.erase(0, at + head_size + length);
    return record;
  }
  garbled_ += at;
  bytes_.erase(0, at);
  return record;
}

}  // namespace limitest::guest
