// SPDX-License-Identifier: Apache-2.0
#include "harness/base/fd.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

namespace limitest {

Fd::~Fd() {
  if (number_ >= 0) ::close(number_);
}

Result<Fd> open_at(int directory, const std::string& path, int flags, unsigned mode) {
  const int number = ::openat(directory, path.c_str(), flags | O_CLOEXEC, mode);
  if (number < 0) return std::unexpected(Error::from_errno(fmt::format("open {}", path)));
  return Fd(number);
}

Result<std::string> read_whole(int fd) {
  constexpr std::size_t least = 16384;  // every control file; what is larger doubles it
  std::string text;
  for (;;) {
    const std::size_t have = text.size();
    ssize_t got = 0;
    text.resize_and_overwrite(have + std::max(least, have), [&](char* start, std::size_t room) {
      got = ::pread(fd, start + have, room - have, static_cast<off_t>(have));
      return have + static_cast<std::size_t>(std::max<ssize_t>(got, 0));
    });
    if (got < 0 && errno != EINTR) return std::unexpected(Error::from_errno("read"));
    if (got == 0) return text;
  }
}

namespace {

// Of a pipe, which has no places to read from; more than anybody means to give is not taken.
Result<std::string> read_stream(int fd) {
  constexpr std::size_t most = std::size_t{1} << 30U;
  constexpr std::size_t piece = 65536;
  std::string text;
  for (ssize_t got = 1; got != 0;) {
    const std::size_t have = text.size();
    if (have >= most) return failure("more than 1 GiB");
    text.resize_and_overwrite(have + piece, [&](char* start, std::size_t) {
      got = ::read(fd, start + have, piece);
      return have + static_cast<std::size_t>(std::max<ssize_t>(got, 0));
    });
    if (got < 0 && errno != EINTR) return std::unexpected(Error::from_errno("read"));
  }
  return text;
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
  const Fd file = LIMITEST_TRY(open_at(AT_FDCWD, path, O_RDONLY));
  const bool has_places = ::lseek(file.number(), 0, SEEK_CUR) >= 0;
  auto text = has_places ? read_whole(file.number()) : read_stream(file.number());
  if (!text) return std::unexpected(text.error().within(path));
  return text;
}

Errno write_once(int fd, std::string_view text) {
  return answer_of(::write(fd, text.data(), text.size()));
}

Result<> write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t put = ::write(fd, text.data(), text.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return std::unexpected(Error::from_errno("write", put < 0 ? errno : EIO));
    text.remove_prefix(static_cast<std::size_t>(put));
  }
  return {};
}

Result<> replace_file(const std::string& path, std::string_view content) {
  const std::string beside = fmt::format("{}.{}.tmp", path, ::getpid());
  Fd file = LIMITEST_TRY(open_at(AT_FDCWD, beside, O_WRONLY | O_CREAT | O_TRUNC, 0644));
  if (const auto written = write_all(file.number(), content); !written) {
    (void)::unlink(beside.c_str());
    return std::unexpected(Error::from_errno(fmt::format("write {}", beside), written.error().code));
  }
  if (::rename(beside.c_str(), path.c_str()) == 0) return {};
  const Error problem = Error::from_errno(fmt::format("rename to {}", path));
  (void)::unlink(beside.c_str());
  return std::unexpected(problem);
}

}  // namespace limitest
