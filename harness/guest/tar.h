// SPDX-License-Identifier: Apache-2.0
// A tar archive, read as a stream: a kernel package unpacks to hundreds of megabytes, of which a few
// files are wanted.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "harness/base/result.h"

namespace limitest::guest {

class TarReader {
 public:
  // Whether the regular file of that name ("boot/config-6.1", without a leading "./") is wanted.
  using Wanted = std::function<bool(std::string_view name)>;
  using Found = std::function<void(std::string name, std::string content)>;
  // A wanted file of over `most` bytes is an error.
  TarReader(std::size_t most, Wanted wanted, Found found);

  // The next piece of the archive.
  Result<> feed(std::string_view piece);
  // An error if the archive was cut short.
  [[nodiscard]] Result<> finish() const;

 private:
  Result<> begin_entry();
  void end_entry();

  std::size_t most_;
  Wanted wanted_;
  Found found_;
  enum class Part { header, content, end } part_ = Part::header;
  enum class Kind { file, long_name, pax, other } kind_ = Kind::other;
  std::string header_;
  std::string name_;       // of the entry at hand
  std::string long_name_;  // for the next entry, from a GNU or pax entry before it
  std::string content_;
  std::uint64_t content_left_ = 0;
  std::uint64_t padding_left_ = 0;
  bool keep_ = false;
};

}  // namespace limitest::guest
