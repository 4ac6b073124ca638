// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/elf_file.h"

#include <algorithm>
#include <cstring>
#include <optional>

#include <elf.h>

namespace limitest::guest {
namespace {

template <class T>
std::optional<T> read_at(std::string_view data, std::uint64_t offset) {
  if (offset > data.size() || data.size() - offset < sizeof(T)) return std::nullopt;
  T value;
  std::memcpy(&value, data.data() + offset, sizeof value);
  return value;
}

std::optional<std::string_view> part(std::string_view data, std::uint64_t offset, std::uint64_t size) {
  if (offset > data.size() || data.size() - offset < size) return std::nullopt;
  return data.substr(offset, size);
}

std::string_view string_at(std::string_view table, std::uint64_t offset) {
  if (offset >= table.size()) return "";
  table.remove_prefix(offset);
  return table.substr(0, table.find('\0'));
}

bool section_has_note(std::string_view notes, std::string_view owner, unsigned type) {
  const auto padded = [](std::uint64_t size) { return (size + 3) & ~std::uint64_t{3}; };
  for (std::uint64_t at = 0; const auto header = read_at<Elf64_Nhdr>(notes, at);) {
    const auto name = part(notes, at + sizeof *header, header->n_namesz);
    if (!name) return false;
    if (header->n_type == type && string_at(*name, 0) == owner) return true;
    at += sizeof *header + padded(header->n_namesz) + padded(header->n_descsz);
  }
  return false;
}

}  // namespace

bool is_elf(std::string_view data) {
  return data.starts_with(ELFMAG);
}

Result<std::vector<ElfSection>> elf_sections(std::string_view data) {
  const auto header = read_at<Elf64_Ehdr>(data, 0);
  if (!header || !is_elf(data)) return failure("it is no ELF file");
  if (header->e_ident[EI_CLASS] != ELFCLASS64 || header->e_ident[EI_DATA] != ELFDATA2LSB)
    return failure("it is an ELF file, but not a 64-bit little-endian one");
  std::vector<Elf64_Shdr> headers;
  for (unsigned i = 0; i < header->e_shnum; ++i) {
    const auto section = read_at<Elf64_Shdr>(data, header->e_shoff + std::uint64_t{i} * sizeof(Elf64_Shdr));
    if (!section) return failure("its ELF section headers are cut short");
    headers.push_back(*section);
  }
  if (header->e_shstrndx >= headers.size()) return failure("its ELF sections have no names");
  const Elf64_Shdr& naming = headers[header->e_shstrndx];
  const auto names = part(data, naming.sh_offset, naming.sh_size);
  if (!names) return failure("its ELF section names are cut short");
  std::vector<ElfSection> sections;
  for (const Elf64_Shdr& one : headers) {
    if (one.sh_type == SHT_NOBITS || one.sh_type == SHT_NULL) continue;
    const auto content = part(data, one.sh_offset, one.sh_size);
    if (!content) return failure("its ELF section {} is cut short", string_at(*names, one.sh_name));
    sections.push_back({string_at(*names, one.sh_name), *content, one.sh_type == SHT_NOTE});
  }
  return sections;
}

std::string_view section_named(const std::vector<ElfSection>& sections, std::string_view name) {
  const auto found = std::ranges::find(sections, name, &ElfSection::name);
  return found == sections.end() ? std::string_view{} : found->content;
}

bool has_note(const std::vector<ElfSection>& sections, std::string_view owner, unsigned type) {
  return std::ranges::any_of(sections, [&](const ElfSection& section) {
    return section.notes && section_has_note(section.content, owner, type);
  });
}

}  // namespace limitest::guest
