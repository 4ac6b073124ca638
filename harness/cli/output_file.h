// SPDX-License-Identifier: Apache-2.0
// Where `--output KIND=FILE` goes: a file that is replaced in one step, or a stream that is written to (a
// pipe, a device, "-" and /dev/stdout). Paths are tried before anything runs, so that a wrong one fails at
// once.
#pragma once

#include <string>
#include <string_view>

#include "harness/base/fd.h"

namespace limitest::cli {

// "/dev/stdout" opened anew would start at the file's beginning and could be renamed over: the descriptor
// itself is what is meant. -1 for any other path.
int descriptor_meant(const std::string& path);

// True for a terminal, a pipe, /dev/stdout: nothing to replace.
bool is_stream(const std::string& path);

// For writing; `flags` beside those that any output has.
Result<Fd> open_output(const std::string& path, int flags);

// A path that cannot be written to is found out now. Folders that are missing are made; files that were not
// there before are not left behind empty, and what is in others stays.
Result<> try_to_write(const std::string& path);

// A report replaces its file, which takes the right to write in its folder as well.
Result<> try_to_replace(const std::string& path);

Result<> write_named(int file, std::string_view text, const std::string& path);

// All of a report at once.
Result<> write_output(const std::string& path, std::string_view text);

}  // namespace limitest::cli
