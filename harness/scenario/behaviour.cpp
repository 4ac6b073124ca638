// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/behaviour.h"

#include <algorithm>

namespace limitest::scenario {
namespace {

// The front of the text up to a blank; what is left begins with the next word.
std::string_view take_word(std::string_view& text) {
  const std::size_t end = std::min(text.find(' '), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(std::min(text.find_first_not_of(' ', end), text.size()));
  return word;
}

bool is_slug(std::string_view word) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' || c == '/';
  };
  return std::ranges::all_of(word, allowed) && std::ranges::count(word, '/') == 1 && word.front() != '/' &&
         word.back() != '/';
}

Result<std::optional<cgroup::Hierarchy>> hierarchy_of(std::string_view word) {
  if (word == "v1") return cgroup::Hierarchy::v1;
  if (word == "v2") return cgroup::Hierarchy::v2;
  if (word == "both") return std::nullopt;
  return failure("'{}' is neither v1, v2 nor both", word);
}

Result<Behaviour> behaviour_of(std::string_view line) {
  const std::string_view slug = take_word(line);
  if (!is_slug(slug)) return failure("'{}' is no behaviour's name; one reads topic/what-must-be-seen", slug);
  const auto hierarchy = LIMITEST_TRY(hierarchy_of(take_word(line)));
  if (line.empty()) return failure("'{}' has no sentence that says what must be seen", slug);
  return Behaviour{.slug = std::string(slug), .hierarchy = hierarchy, .sentence = std::string(line)};
}

}  // namespace

std::string_view Behaviour::topic() const {
  return std::string_view(slug).substr(0, slug.find('/'));
}

Result<std::vector<Behaviour>> parse_behaviours(std::string_view text) {
  std::vector<Behaviour> all;
  for (int number = 1; !text.empty(); ++number) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.empty() || line.starts_with('#')) continue;
    auto one = behaviour_of(line);
    if (!one) return failure("line {} of the behaviours: {}", number, one.error().message);
    if (std::ranges::find(all, one->slug, &Behaviour::slug) != all.end())
      return failure("line {} of the behaviours: '{}' is there twice", number, one->slug);
    all.push_back(std::move(*one));
  }
  return all;
}

}  // namespace limitest::scenario
