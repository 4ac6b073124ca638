// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/named.h"

#include <set>
#include <vector>

#include <fmt/format.h>
#include <fnmatch.h>

#include "harness/base/nearest.h"

namespace limitest::scenario {

std::string without_case(const std::string& name) {
  return name.substr(0, name.find('['));
}

bool is_named_by(const std::string& word, const std::string& name) {
  const std::string whole = without_case(name);
  return name == word || whole == word || whole.starts_with(word + "/") ||
         ::fnmatch(word.c_str(), whole.c_str(), 0) == 0;
}

std::string suggest_name(const std::string& word, std::span<const std::string> names) {
  const std::string wanted = without_case(word);
  std::set<std::string> candidates;
  for (const std::string& name : names) {
    const std::string whole = without_case(name);
    const std::size_t slash = whole.rfind('/');
    if (slash != std::string::npos && whole.substr(slash + 1) == wanted)
      return fmt::format("; did you mean '{}'?", whole);
    if (slash != std::string::npos) candidates.insert(whole.substr(0, slash));
    candidates.insert(whole);
  }
  const std::vector<std::string> all(candidates.begin(), candidates.end());
  const auto near = nearest_word(wanted, all);
  return near ? fmt::format("; did you mean '{}'?", *near) : "";
}

}  // namespace limitest::scenario
