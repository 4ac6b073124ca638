// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/output_file.h"

#include <charconv>
#include <filesystem>

#include <fcntl.h>
#include <unistd.h>

namespace limitest::cli {

int descriptor_meant(const std::string& path) {
  for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/"}) {
    int number = -1;
    const char* const end = path.data() + path.size();
    if (path.starts_with(folder) && std::from_chars(path.data() + folder.size(), end, number).ptr == end)
      return number;
  }
  if (path == "-" || path == "/dev/stdout") return STDOUT_FILENO;
  return path == "/dev/stderr" ? STDERR_FILENO : -1;
}

bool is_stream(const std::string& path) {
  std::error_code problem;
  return descriptor_meant(path) >= 0 ||
         (std::filesystem::exists(path, problem) && !std::filesystem::is_regular_file(path, problem) &&
          !std::filesystem::is_directory(path, problem));
}

Result<Fd> open_output(const std::string& path, int flags) {
  const int meant = descriptor_meant(path);
  if (meant < 0) return open_at(AT_FDCWD, path, O_WRONLY | O_CREAT | flags, 0644);
  Fd copy(::fcntl(meant, F_DUPFD_CLOEXEC, 0));
  if (!copy) return std::unexpected(Error::from_errno(fmt::format("open {}", path)));
  return copy;
}

Result<> try_to_write(const std::string& path) {
  if (is_stream(path)) return {};
  std::error_code problem;
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder, problem);
  const bool existed = std::filesystem::exists(path, problem);
  LIMITEST_TRY(open_at(AT_FDCWD, path, O_WRONLY | O_CREAT, 0644));
  if (!existed) (void)::unlink(path.c_str());
  return {};
}

Result<> try_to_replace(const std::string& path) {
  if (is_stream(path)) return {};
  std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (folder.empty()) folder = ".";
  if (::access(folder.c_str(), W_OK | X_OK) == 0) return {};
  return std::unexpected(Error::from_errno(fmt::format("write {} in {}", path, folder.string())));
}

Result<> write_named(int file, std::string_view text, const std::string& path) {
  const auto written = write_all(file, text);
  if (written) return {};
  return std::unexpected(Error::from_errno(fmt::format("write {}", path), written.error().code));
}

Result<> write_output(const std::string& path, std::string_view text) {
  if (!is_stream(path)) return replace_file(path, text);
  const Fd file = LIMITEST_TRY(open_output(path, 0));
  return write_named(file.number(), text, path);
}

}  // namespace limitest::cli
