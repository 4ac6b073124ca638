// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/terminal.h"

#include <cerrno>
#include <cstdlib>

#include <sys/ioctl.h>
#include <unistd.h>

#include "harness/base/fd.h"
#include "harness/cli/command.h"

namespace limitest::cli {
namespace {

bool lost = false;

// A reader that wants no more, or a terminal that is gone, are no failure of ours.
void say(int descriptor, std::string_view text) {
  if (descriptor == nowhere) return;
  const auto written = write_all(descriptor, text);
  if (!written && written.error().code != EPIPE && written.error().code != EIO) lost = true;
}

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

bool is_dumb() {
  const char* terminal = std::getenv("TERM");
  return terminal == nullptr || std::string_view(terminal) == "dumb";
}

}  // namespace

void print(std::string_view text) {
  say(STDOUT_FILENO, text);
}

void print(int descriptor, std::string_view text) {
  say(descriptor, text);
}

bool has_lost_output() {
  return lost;
}

void complain(std::string_view message) {
  say(STDERR_FILENO, "limitest: " + std::string(message) + (message.ends_with('\n') ? "" : "\n"));
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
  return is_terminal(descriptor) && !is_dumb();
}

int width_of(int descriptor) {
  constexpr int customary = 100;
  winsize size{};
  return ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : customary;
}

LiveLine::LiveLine(int descriptor)
    : descriptor_(descriptor), terminal_(is_terminal(descriptor) && !is_dumb()) {}

void LiveLine::stay(std::string_view line) {
  clear();
  say(descriptor_, std::string(line) + (line.ends_with('\n') ? "" : "\n"));
}

void LiveLine::show(std::string_view line) {
  if (!terminal_) return;
  say(descriptor_, "\r\x1b[2K" + std::string(line));
  shown_ = true;
}

void LiveLine::clear() {
  if (shown_) say(descriptor_, "\r\x1b[2K");
  shown_ = false;
}

}  // namespace limitest::cli
