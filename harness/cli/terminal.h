// SPDX-License-Identifier: Apache-2.0
// Results go to stdout, progress and complaints to stderr.
#pragma once

#include <string>
#include <string_view>

namespace limitest::cli {

void print(std::string_view text);

// A stream by number (1 or 2); `nowhere` prints nothing.
inline constexpr int nowhere = -1;
void print(int descriptor, std::string_view text);

// Whether something that was to be printed is lost, because a disk is full, say.
bool has_lost_output();

// "limitest: MESSAGE" on stderr.
void complain(std::string_view message);

// Complains and is bad_usage: `return refuse(...)` ends a command that has not begun.
int refuse(std::string_view message);

// Whether a stream (1 or 2) is a terminal that a person reads, and whether it wants colour:
// NO_COLOR (non-empty) and TERM=dumb say no, CLICOLOR_FORCE says yes.
bool is_terminal(int descriptor);
bool wants_colour(int descriptor);
int width_of(int descriptor);

// The live line at the bottom of a terminal: replaced by the next, and out of the way of lines that
// stay. Without a terminal only the lines that stay are printed.
class LiveLine {
 public:
  explicit LiveLine(int descriptor);
  ~LiveLine() { clear(); }
  LiveLine(const LiveLine&) = delete;
  LiveLine& operator=(const LiveLine&) = delete;

  void stay(std::string_view line);
  void show(std::string_view line);
  void clear();

 private:
  int descriptor_;
  bool terminal_;
  bool shown_ = false;
};

}  // namespace limitest::cli
