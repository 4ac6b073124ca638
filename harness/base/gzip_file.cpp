// SPDX-License-Identifier: Apache-2.0
#include "harness/base/gzip_file.h"

#include <array>
#include <memory>

#include <zlib.h>

namespace limitest {

Result<std::string> read_gzip_file(const std::string& path, std::size_t most) {
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(::gzopen(path.c_str(), "rbe"), ::gzclose);
  if (!file) return std::unexpected(Error::from_errno(path));
  std::string text;
  std::array<char, 65536> piece;
  for (;;) {
    const int got = ::gzread(file.get(), piece.data(), static_cast<unsigned>(piece.size()));
    if (got < 0) return failure("{}: its gzip data is damaged", path);
    if (got == 0) return text;
    text.append(piece.data(), static_cast<std::size_t>(got));
    if (text.size() > most) return failure("{}: it unpacks to more than {} bytes", path, most);
  }
}

}  // namespace limitest
