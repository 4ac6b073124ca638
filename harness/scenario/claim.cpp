// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/claim.h"

namespace limitest::scenario {
namespace {

std::string_view trimmed(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return "";
  return line.substr(begin, line.find_last_not_of(" \t\r") - begin + 1);
}

bool is_for_machines(std::string_view comment) {
  return comment.starts_with("SPDX-") || comment.starts_with("Copyright") ||
         comment.starts_with("yaml-language-server:");
}

}  // namespace

std::string claim_in_comment(std::string_view text) {
  std::string claim;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty() && claim.empty()) continue;
    if (!line.starts_with('#')) break;
    const std::string_view comment = trimmed(line.substr(1));
    if (comment.empty() || is_for_machines(comment)) continue;
    if (!claim.empty()) claim += ' ';
    claim += comment;
  }
  return claim;
}

}  // namespace limitest::scenario
