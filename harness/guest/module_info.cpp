// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/module_info.h"

#include <algorithm>

#include "harness/guest/elf_file.h"

namespace limitest::guest {
namespace {

std::string underscored(std::string_view name) {
  std::string text(name);
  std::ranges::replace(text, '-', '_');
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

// "pre: a b post: c" -> a, b
void add_soft_dependencies(std::string_view text, std::vector<std::string>& names) {
  bool before = false;
  for (const std::string_view word : split(text, ' ')) {
    if (word.ends_with(':'))
      before = word == "pre:";
    else if (before)
      names.push_back(underscored(word));
  }
}

}  // namespace

Result<ModuleInfo> read_module_info(std::string_view module) {
  const auto sections = LIMITEST_TRY(elf_sections(module));
  ModuleInfo info;
  for (const std::string_view entry : split(section_named(sections, ".modinfo"), '\0')) {
    const std::size_t equals = std::min(entry.find('='), entry.size());
    const std::string_view key = entry.substr(0, equals);
    const std::string_view value = entry.substr(std::min(equals + 1, entry.size()));
    if (key == "depends")
      for (const std::string_view name : split(value, ',')) info.depends.push_back(underscored(name));
    if (key == "softdep") add_soft_dependencies(value, info.prefers);
    if (key == "alias") info.aliases.emplace_back(value);
  }
  return info;
}

std::string module_name(std::string_view path) {
  const std::string_view file = path.substr(path.rfind('/') + 1);
  for (const std::string_view ending : {".ko", ".ko.xz", ".ko.gz", ".ko.zst"})
    if (file.ends_with(ending)) return underscored(file.substr(0, file.size() - ending.size()));
  return "";
}

}  // namespace limitest::guest
