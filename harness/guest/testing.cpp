// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/testing.h"

#include <cstdlib>
#include <cstring>
#include <fstream>

#include <elf.h>
#include <fmt/format.h>
#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

#include "harness/base/result.h"

namespace limitest::guest::testing {
namespace {

constexpr std::size_t block = 512;

void put(std::string& data, std::size_t at, std::string_view text) {
  data.replace(at, text.size(), text);
}

template <class T>
std::string bytes_of(const T& value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}

}  // namespace

std::string ar(const std::vector<NamedContent>& members) {
  std::string data = "!<arch>\n";
  for (const auto& [name, content] : members) {
    data +=
        fmt::format("{:<16}{:<12}{:<6}{:<6}{:<8}{:<10}`\n", name, 0, 0, 0, 100644, content.size()) + content;
    if (content.size() % 2 == 1) data += '\n';
  }
  return data;
}

std::string tar_entry(const std::string& name, char type, std::string_view content) {
  std::string header(block, '\0');
  put(header, 0, std::string_view(name).substr(0, 100));
  put(header, 124, fmt::format("{:011o}", content.size()));
  put(header, 148, "        ");
  header[156] = type;
  put(header, 257, "ustar  ");
  unsigned sum = 0;
  for (const char letter : header) sum += static_cast<unsigned char>(letter);
  put(header, 148, fmt::format("{:06o}", sum) + '\0' + ' ');
  return header.append(content).append((block - content.size() % block) % block, '\0');
}

std::string tar(const std::vector<NamedContent>& files) {
  std::string data;
  for (const auto& [name, content] : files) data += tar_entry(name, '0', content);
  return data.append(2 * block, '\0');
}

std::string gzip(std::string_view data) {
  z_stream stream{};
  LIMITEST_ASSERT(::deflateInit2(&stream, 1, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(::deflateBound(&stream, data.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
  stream.avail_in = static_cast<uInt>(data.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  LIMITEST_ASSERT(::deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  (void)::deflateEnd(&stream);
  return out;
}

std::string xz(std::string_view data) {
  std::string out(::lzma_stream_buffer_bound(data.size()), '\0');
  std::size_t used = 0;
  const lzma_ret status = ::lzma_easy_buffer_encode(
      0, LZMA_CHECK_CRC64, nullptr, reinterpret_cast<const std::uint8_t*>(data.data()), data.size(),
      reinterpret_cast<std::uint8_t*>(out.data()), &used, out.size());
  LIMITEST_ASSERT(status == LZMA_OK);
  out.resize(used);
  return out;
}

std::string zstd(std::string_view data) {
  std::string out(::ZSTD_compressBound(data.size()), '\0');
  out.resize(::ZSTD_compress(out.data(), out.size(), data.data(), data.size(), 1));
  return out;
}

std::string deb(const std::vector<NamedContent>& files) {
  return ar({{"debian-binary", "2.0\n"}, {"control.tar.xz", xz(tar({}))}, {"data.tar.xz", xz(tar(files))}});
}

std::string elf(const std::vector<NamedContent>& sections) {
  std::string names(1, '\0');
  std::string contents;
  std::string headers(sizeof(Elf64_Shdr), '\0');
  const auto add = [&](const std::string& name, std::string_view content) {
    Elf64_Shdr header{};
    header.sh_name = static_cast<Elf64_Word>(names.size());
    header.sh_type = name.starts_with(".note") ? SHT_NOTE : SHT_PROGBITS;
    header.sh_offset = sizeof(Elf64_Ehdr) + contents.size();
    names += name + '\0';
    if (name == ".shstrtab") content = names;
    header.sh_size = content.size();
    contents += content;
    headers += bytes_of(header);
  };
  for (const auto& [name, content] : sections) add(name, content);
  add(".shstrtab", "");
  Elf64_Ehdr file{};
  std::memcpy(file.e_ident, ELFMAG, SELFMAG);
  file.e_ident[EI_CLASS] = ELFCLASS64;
  file.e_ident[EI_DATA] = ELFDATA2LSB;
  file.e_shoff = sizeof file + contents.size();
  file.e_shnum = static_cast<Elf64_Half>(headers.size() / sizeof(Elf64_Shdr));
  file.e_shstrndx = static_cast<Elf64_Half>(file.e_shnum - 1);
  return bytes_of(file) + contents + headers;
}

std::string module(const std::vector<std::string>& info, const std::string& code) {
  std::string text;
  for (const std::string& entry : info) text += entry + '\0';
  return elf({{".modinfo", text}, {".text", code}});
}

std::string pvh_note() {
  const Elf64_Nhdr header{.n_namesz = 4, .n_descsz = 4, .n_type = 18};
  return bytes_of(header) + std::string("Xen\0\0\0\0\1", 8);
}

std::string bzimage(const std::string& release) {
  std::string data(0x2000, '\0');
  put(data, 0x1fe, "\x55\xaa");
  put(data, 0x202, "HdrS");
  data[0x20e] = '\x00';
  data[0x20f] = '\x04';  // the version lies at 0x400 + 0x200
  data[0x211] = '\x01';
  put(data, 0x600, release + " (builder@host) #1 SMP");
  return data;
}

Folder::Folder() {
  std::string name = std::filesystem::temp_directory_path() / "limitest-test-XXXXXX";
  LIMITEST_ASSERT(::mkdtemp(name.data()) != nullptr);
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string Folder::add(const std::string& name, std::string_view content) const {
  const std::filesystem::path file = path_ / name;
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << content;
  return file;
}

}  // namespace limitest::guest::testing
