// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/terminal.h"

#include <cerrno>
#include <cstdlib>

#include <sys/ioctl.h>
#include <unistd.h>

#include "harness/cli/command.h"

namespace limitest::cli {
namespace {

void write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t put = ::write(descriptor, text.data(), text.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(put));
  }
}

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

}  // namespace

void print(std::string_view text) {
  write_all(STDOUT_FILENO, text);
}

void print(int descriptor, std::string_view text) {
  write_all(descriptor, text);
}

void complain(std::string_view message) {
  write_all(STDERR_FILENO, "limitest: " + std::string(message) + (message.ends_with('\n') ? "" : "\n"));
}

int refuse(std::string_view message) {
  complain(message);
  return bad_usage;
}

bool is_terminal(int descriptor) {
  return ::isatty(descriptor) == 1;
}

bool wants_colour(int descriptor) {
  if (is_set("NO_COLOR")) return false;
  if (is_set("CLICOLOR_FORCE")) return true;
  const char* terminal = std::getenv("TERM");
  return is_terminal(descriptor) && terminal != nullptr && std::string_view(terminal) != "dumb";
}

int width_of(int descriptor) {
  constexpr int customary = 100;
  winsize size{};
  return ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : customary;
}

LiveLine::LiveLine(int descriptor) : descriptor_(descriptor), terminal_(is_terminal(descriptor)) {}

void LiveLine::stay(std::string_view line) {
  clear();
  write_all(descriptor_, std::string(line) + (line.ends_with('\n') ? "" : "\n"));
}

void LiveLine::show(std::string_view line) {
  if (!terminal_) return;
  write_all(descriptor_, "\r\x1b[2K" + std::string(line));
  shown_ = true;
}

void LiveLine::clear() {
  if (shown_) write_all(descriptor_, "\r\x1b[2K");
  shown_ = false;
}

}  // namespace limitest::cli
