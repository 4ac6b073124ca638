// SPDX-License-Identifier: Apache-2.0
// The parts of an ELF file that say what a kernel or a module is. The file may be hostile: every
// offset is checked.
#pragma once

#include <string_view>
#include <vector>

#include "harness/base/result.h"

namespace limitest::guest {

bool is_elf(std::string_view data);

// Looks into the data it was read from.
struct ElfSection {
  std::string_view name;
  std::string_view content;
  bool notes = false;
};

// Of a 64-bit little-endian file.
Result<std::vector<ElfSection>> elf_sections(std::string_view data);

// The content of a section, empty where there is none.
std::string_view section_named(const std::vector<ElfSection>& sections, std::string_view name);

// Whether a note of that owner and type is among them.
bool has_note(const std::vector<ElfSection>& sections, std::string_view owner, unsigned type);

}  // namespace limitest::guest
