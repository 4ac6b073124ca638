// SPDX-License-Identifier: Apache-2.0
// What a guest says to its host: records with a length and a checksum, so that a reader finds back
// into a stream that a dying kernel cut short or a serial line garbled.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace limitest::guest {

enum class Kind : std::uint8_t {
  hello = 1,  // the guest is ready: JSON, see orders.h
  refusal,    // it cannot do what it was told: a sentence that says why
  line,       // a line of results.jsonl
  beat,       // still alive; empty
  over,       // all was done: the worst exit status of its programs, a line end, and what they printed
};

struct Record {
  Kind kind;
  std::string payload;
};

std::string encode(Kind kind, std::string_view payload);

// Takes bytes as they come and gives whole records.
class Decoder {
 public:
  void feed(std::string_view bytes) { bytes_ += bytes; }
  // None: the next one has not arrived in full.
  std::optional<Record> next();
  // No more bytes will come: a record that was cut short is noise, and does not hold up those behind it.
  void end() { ended_ = true; }
  // Bytes that belonged to no intact record.
  [[nodiscard]] std::size_t garbled() const { return garbled_; }

 private:
  std::string bytes_;
  std::size_t garbled_ = 0;
  bool ended_ = false;
};

// CRC-32 (IEEE 802.3).
std::uint32_t checksum(std::string_view bytes);

}  // namespace limitest::guest
