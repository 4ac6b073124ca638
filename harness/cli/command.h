// SPDX-License-Identifier: Apache-2.0
// A command of limitest as data. The one table in commands.cpp drives dispatch, --help, the man page
// and the README's list.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/result.h"

namespace limitest::cli {

struct Option {
  std::string_view names;  // "-j,--jobs"; the last one is the name it is asked for by, without dashes
  std::string_view value;  // what it takes, as shown in help: "N", "KIND=FILE"; empty: a flag
  std::string_view help;
  bool repeatable = false;
};

// What a person typed, checked against the options of its command.
class Arguments {
 public:
  std::vector<std::string> words;  // those that belong to no option

  [[nodiscard]] bool has(const std::string& option) const { return values_.contains(option); }
  [[nodiscard]] std::vector<std::string> all(const std::string& option) const;
  [[nodiscard]] std::string one(const std::string& option, const std::string& otherwise = "") const;
  void add(const std::string& option, std::string value) { values_[option].push_back(std::move(value)); }

  // The command line as typed, for the head of a report.
  std::vector<std::string> command_line;

 private:
  std::map<std::string, std::vector<std::string>> values_;
};

// Exit statuses of every command; result::exit_status decides for a run.
inline constexpr int ok = 0;
inline constexpr int failed = 1;
inline constexpr int bad_usage = 2;
inline constexpr int broken = 3;
inline constexpr int nothing_ran = 4;
inline constexpr int interrupted = 130;

struct Command {
  std::string_view name;
  std::string_view words;  // its operands, as shown in help: "[NAME|FILE|DIR]..."
  std::string_view summary;
  std::string_view description;
  std::span<const Option> options;
  int (*run)(const Arguments& arguments);
  bool hidden = false;  // used by limitest itself only
};

std::span<const Command> commands();
const Command* find_command(std::string_view name);

// The name an option is asked for by: "-j,--jobs" -> "jobs".
std::string option_key(const Option& option);

}  // namespace limitest::cli
