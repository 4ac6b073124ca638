// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/switches.h"

#include <string_view>

#include "harness/base/fd.h"

namespace limitest::engine {
namespace {

struct Rule {
  const char* option;
  const char* file;
  bool (*is_on)(std::string_view text);
};

// Documentation/admin-guide/mm/transhuge.rst, .../mm/multigen_lru.rst, .../sysctl/kernel.rst
constexpr Rule rules[] = {
    {"TRANSPARENT_HUGEPAGE", "/sys/kernel/mm/transparent_hugepage/enabled",
     [](std::string_view text) { return text.find("[never]") == std::string_view::npos; }},
    {"LRU_GEN_ENABLED", "/sys/kernel/mm/lru_gen/enabled",
     [](std::string_view text) { return text.find_first_not_of("0x\n") != std::string_view::npos; }},
    {"IO_URING", "/proc/sys/kernel/io_uring_disabled",
     [](std::string_view text) { return !text.starts_with('2'); }},
};

}  // namespace

Switches read_switches(const std::string& root) {
  Switches found;
  for (const Rule& rule : rules)
    if (const auto text = read_file(root + rule.file))
      found.emplace(rule.option, Switch{rule.is_on(*text), rule.file});
  return found;
}

}  // namespace limitest::engine
