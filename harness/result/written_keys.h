// SPDX-License-Identifier: Apache-2.0
// For tests: the keys of what was written, to be held against those that are told (line_fields.h).
#pragma once

#include <set>
#include <string>

#include <nlohmann/json.hpp>

namespace limitest::result {

// Without `event`, which every line of results.jsonl has.
inline std::set<std::string> written_keys(const nlohmann::json& object) {
  std::set<std::string> keys;
  for (const auto& [key, value] : object.items())
    if (key != "event") keys.insert(key);
  return keys;
}

}  // namespace limitest::result
