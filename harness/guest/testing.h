// SPDX-License-Identifier: Apache-2.0
// Small archives, images and modules made by hand, for tests alone.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace limitest::guest::testing {

struct NamedContent {
  std::string name;
  std::string content;
};

std::string ar(const std::vector<NamedContent>& members);
std::string tar(const std::vector<NamedContent>& files);
// One header block, with a valid checksum, and the padded content.
std::string tar_entry(const std::string& name, char type, std::string_view content);

std::string gzip(std::string_view data);
std::string xz(std::string_view data);
std::string zstd(std::string_view data);

// A package whose data.tar.xz holds these files.
std::string deb(const std::vector<NamedContent>& files);

// An ELF file with these sections. A section whose name begins with ".note" is one of notes.
std::string elf(const std::vector<NamedContent>& sections);
// A .ko with this .modinfo: "depends=a,b", ...
std::string module(const std::vector<std::string>& info, const std::string& code = "");
// The note that CONFIG_PVH adds.
std::string pvh_note();
std::string bzimage(const std::string& release);

// A folder that removes itself.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  // Writes a file in it, with the folders it lies in, and returns its path.
  std::string add(const std::string& name, std::string_view content) const;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace limitest::guest::testing
