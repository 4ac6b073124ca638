// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>
#include <map>

#include <fmt/format.h>

#include "reports/html_parts.h"
#include "reports/matrix.h"
#include "reports/words.h"

namespace limitest::reports {

using result::Outcome;
using result::Run;
using result::Verdict;

namespace {

std::string slug(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && std::isalnum(byte) != 0)
      out += static_cast<char>(std::tolower(byte));
    else if (!out.empty() && out.back() != '-')
      out += '-';
  }
  return out;
}

}  // namespace

std::vector<Entry> entries_of(const Run& run) {
  const bool several = has_several_cells(run);
  std::vector<Entry> entries;
  std::map<std::string, std::string> skip_anchors;
  for (const Outcome& outcome : run.outcomes) {
    Entry entry{.outcome = &outcome, .anchor = "", .name = "", .machine = &machine_of(run, outcome)};
    if (several) entry.name = fmt::format("{} {}", kernel_of(run, outcome), hierarchy_of(run, outcome));
    if (several && outcome.verdict == Verdict::skip)
      entry.anchor = skip_anchors.try_emplace(outcome.reason, fmt::format("skip-{}", skip_anchors.size() + 1))
                         .first->second;
    entries.push_back(std::move(entry));
  }
  std::ranges::stable_sort(entries, {}, [](const Entry& e) {
    return std::pair(folder_of(e.outcome->scenario), std::string_view(e.outcome->scenario));
  });
  std::map<std::string, int> taken;
  for (Entry& entry : entries) {
    if (!entry.anchor.empty()) continue;
    const std::string wanted = slug(fmt::format("s {} {}", entry.outcome->scenario, entry.name));
    const int nth = ++taken[wanted];
    entry.anchor = nth == 1 ? wanted : fmt::format("{}--{}", wanted, nth);
  }
  return entries;
}

std::vector<const Entry*> entries_with(const std::vector<Entry>& entries, Verdict verdict) {
  std::vector<const Entry*> found;
  for (const Entry& entry : entries)
    if (entry.outcome->verdict == verdict) found.push_back(&entry);
  return found;
}

}  // namespace limitest::reports
