// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/ar.h"

#include <charconv>

namespace limitest::guest {
namespace {

constexpr std::string_view magic = "!<arch>\n";
constexpr std::size_t header_size = 60;
constexpr std::size_t size_at = 48;
constexpr std::size_t size_width = 10;
constexpr std::size_t most_members = 1000;

std::string_view trimmed(std::string_view field) {
  const std::size_t end = field.find_last_not_of(" /");  // GNU ar ends a name with a slash
  return field.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

}  // namespace

bool is_ar(std::string_view data) {
  return data.starts_with(magic);
}

Result<std::vector<ArMember>> read_ar(std::string_view data) {
  if (!is_ar(data)) return failure("it is no ar archive");
  data.remove_prefix(magic.size());
  std::vector<ArMember> members;
  while (!data.empty()) {
    if (data.size() < header_size || members.size() == most_members)
      return failure("its ar archive is damaged after {} members", members.size());
    const std::string_view header = data.substr(0, header_size);
    data.remove_prefix(header_size);
    const std::string_view digits = trimmed(header.substr(size_at, size_width));
    std::size_t size = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
    if (!header.ends_with("`\n") || problem != std::errc{} || end != digits.data() + digits.size())
      return failure("its ar archive is damaged after {} members", members.size());
    if (size > data.size()) return failure("its ar archive is cut short after {} members", members.size());
    members.push_back({trimmed(header.substr(0, 16)), data.substr(0, size)});
    data.remove_prefix(std::min(size + size % 2, data.size()));
  }
  return members;
}

}  // namespace limitest::guest
