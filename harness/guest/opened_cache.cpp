// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/opened_cache.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "harness/base/fd.h"
#include "harness/guest/cache_folder.h"

namespace limitest::guest {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_entries = 16;

std::string folder_of_entries() {
  const std::string cache = cache_folder();
  return cache.empty() ? "" : cache + "/opened";
}

// One entry a package, so that a new version replaces the old.
std::string entry_for(const fs::path& package) {
  std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
  for (const char letter : package.native())
    hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3;
  return fmt::format("{}/{:016x}", folder_of_entries(), hash);
}

std::string stamp(const fs::path& file) {
  std::error_code problem;
  const auto size = fs::file_size(file, problem);
  const auto time = fs::last_write_time(file, problem).time_since_epoch().count();
  return fmt::format("{} {} {}\n", file.native(), size, time);
}

// Changes with every file that opening the package looks at.
std::string key_of(const fs::path& package) {
  std::vector<std::string> stamps;
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(package.parent_path(), problem)) {
    const std::string name = entry.path().filename();
    if (name.starts_with("linux-modules-") || name.starts_with("linux-base-"))
      stamps.push_back(stamp(entry.path()));
  }
  std::ranges::sort(stamps);
  std::string key = "limitest " LIMITEST_VERSION "\n" + stamp(package);
  for (const std::string& one : stamps) key += one;
  return key;
}

// An entry is a row of fields, each its length, a line end, and its bytes. The key comes last, so that
// an entry that was cut short has none.
void add_field(std::string& entry, std::string_view field) {
  entry += fmt::format("{}\n", field.size());
  entry += field;
}

// Nothing at the end and where the entry is damaged.
std::optional<std::string_view> next_field(std::string_view& entry) {
  std::size_t size = 0;
  const auto [end, problem] = std::from_chars(entry.data(), entry.data() + entry.size(), size);
  const auto digits = static_cast<std::size_t>(end - entry.data());
  if (problem != std::errc{} || digits >= entry.size() || entry.size() - digits - 1 < size)
    return std::nullopt;
  const std::string_view field = entry.substr(digits + 1, size);
  entry.remove_prefix(digits + 1 + size);
  return field;
}

void drop_the_oldest() {
  std::error_code problem;
  std::vector<fs::directory_entry> entries;
  for (const auto& entry : fs::directory_iterator(folder_of_entries(), problem)) entries.push_back(entry);
  std::ranges::sort(entries, std::greater<>{}, [](const fs::directory_entry& entry) {
    std::error_code unreadable;
    return entry.last_write_time(unreadable);
  });
  for (std::size_t i = most_entries; i < entries.size(); ++i) fs::remove(entries[i].path(), problem);
}

}  // namespace

std::optional<KernelImage> remembered(const std::string& path) {
  std::error_code problem;
  const fs::path package = fs::canonical(path, problem);
  if (problem || folder_of_entries().empty()) return std::nullopt;
  const auto whole = read_file(entry_for(package));
  if (!whole) return std::nullopt;
  std::string_view entry = *whole;
  std::vector<std::string_view> fields;
  while (const auto field = next_field(entry)) fields.push_back(*field);
  if (fields.size() < 4 || fields.back() != key_of(package)) return std::nullopt;
  KernelImage kernel{.path = path,
                     .release = std::string(fields[0]),
                     .boot_file = std::string(fields[2]),
                     .configuration = std::string(fields[1])};
  for (std::size_t i = 3; i + 2 < fields.size(); i += 2)
    kernel.modules.push_back({std::string(fields[i]), std::string(fields[i + 1])});
  return kernel;
}

void remember(const KernelImage& kernel) {
  std::error_code problem;
  const fs::path package = fs::canonical(kernel.path, problem);
  const std::string folder = folder_of_entries();
  if (problem || folder.empty()) return;
  fs::create_directories(folder, problem);
  std::string entry;
  for (const std::string& text : {kernel.release, kernel.configuration, kernel.boot_file})
    add_field(entry, text);
  for (const Module& module : kernel.modules) {
    add_field(entry, module.name);
    add_field(entry, module.data);
  }
  add_field(entry, key_of(package));
  if (replace_file(entry_for(package), entry)) drop_the_oldest();
}

}  // namespace limitest::guest
