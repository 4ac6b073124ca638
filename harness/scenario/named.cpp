// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/named.h"

#include <fnmatch.h>

namespace limitest::scenario {

std::string without_case(const std::string& name) {
  return name.substr(0, name.find('['));
}

bool is_named_by(const std::string& word, const std::string& name) {
  const std::string whole = without_case(name);
  return name == word || whole == word || whole.starts_with(word + "/") ||
         ::fnmatch(word.c_str(), whole.c_str(), 0) == 0;
}

}  // namespace limitest::scenario
