// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "harness/cli/arguments.h"

namespace limitest::cli {
namespace {

constexpr std::size_t text_width = 96;

// Breaks at blanks; every line but the first is indented.
std::string wrapped(std::string_view text, std::size_t indent) {
  std::string out;
  std::size_t column = indent;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (column > indent && column + 1 + word.size() > text_width) {
      out += "\n" + std::string(indent, ' ');
      column = indent;
    } else if (column > indent) {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
    at = end + 1;
  }
  return out;
}

std::string left_side(const Option& option) {
  std::string names(option.names);
  if (const std::size_t comma = names.find(','); comma != std::string::npos) names.insert(comma + 1, " ");
  return option.value.empty() ? names : names + " " + std::string(option.value);
}

}  // namespace

std::string overview() {
  std::string out =
      "limitest proves that a Linux kernel keeps the memory limits it promises: it plays scenario files\n"
      "against freshly made cgroups and says what the kernel did.\n\n"
      "usage: limitest COMMAND [OPTION]... [OPERAND]...\n\ncommands:\n";
  for (const Command& command : commands())
    if (!command.hidden) out += fmt::format("  {:<10} {}\n", command.name, wrapped(command.summary, 13));
  out += "\n`limitest COMMAND --help` tells more; `limitest --version` tells the version.\n";
  return out;
}

std::string help_of(const Command& command) {
  std::string out = fmt::format(
      "usage: limitest {}{}{}{}\n\n{}\n", command.name, command.options.empty() ? "" : " [OPTION]...",
      command.words.empty() ? "" : " ", command.words, wrapped(command.description, 0));
  if (!command.options.empty()) out += "\noptions:\n";
  for (const Option& option : command.options)
    out += fmt::format("  {:<24} {}\n", left_side(option), wrapped(option.help, 27));
  return out;
}

}  // namespace limitest::cli
