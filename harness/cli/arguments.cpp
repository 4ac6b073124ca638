// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/arguments.h"

#include <CLI/CLI.hpp>

#include "harness/base/nearest.h"

namespace limitest::cli {
namespace {

std::vector<std::string> long_names(const Command& command) {
  std::vector<std::string> names{"--help"};
  for (const Option& option : command.options) names.push_back("--" + option_key(option));
  return names;
}

// The first word that looks like an option and is none of the command's.
Error explain(const Command& command, std::span<const std::string> typed, const CLI::ParseError& problem) {
  for (const std::string& word : typed) {
    const std::string name = word.substr(0, word.find('='));
    if (!name.starts_with("--") || name == "--") continue;
    const std::vector<std::string> known = long_names(command);
    if (std::ranges::find(known, name) == known.end())
      return {fmt::format("{}: no option {}{}", command.name, name, suggestion(name, known))};
  }
  return {fmt::format("{}: {}; see `limitest {} --help`", command.name, problem.what(), command.name)};
}

}  // namespace

Result<Parsed> parse_arguments(const Command& command, std::span<const std::string> typed) {
  CLI::App app;
  app.set_help_flag("");
  bool help = false;
  app.add_flag("-h,--help", help);
  Arguments arguments;
  std::map<std::string, std::vector<std::string>> taken;
  std::map<std::string, bool> flags;
  for (const Option& option : command.options) {
    const std::string key = option_key(option);
    if (option.value.empty()) {
      app.add_flag(std::string(option.names), flags[key]);
      continue;
    }
    auto* added = app.add_option(std::string(option.names), taken[key]);
    added->expected(1)->allow_extra_args(false)->type_name(std::string(option.value));
    added->multi_option_policy(option.repeatable ? CLI::MultiOptionPolicy::TakeAll
                                                 : CLI::MultiOptionPolicy::TakeLast);
  }
  if (!command.words.empty()) app.add_option("words", arguments.words);
  std::vector<std::string> reversed(typed.rbegin(), typed.rend());
  try {
    app.parse(reversed);
  } catch (const CLI::ParseError& problem) {
    return std::unexpected(explain(command, typed, problem));
  }
  if (help) return help_of(command);
  for (const auto& [key, values] : taken)
    for (const std::string& value : values) arguments.add(key, value);
  for (const auto& [key, given] : flags)
    if (given) arguments.add(key, "");
  return arguments;
}

}  // namespace limitest::cli
