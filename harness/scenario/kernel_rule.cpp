// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/kernel_rule.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "harness/base/kernel_version.h"
#include "harness/base/nearest.h"
#include "harness/scenario/config_options.h"
#include "harness/scenario/words.h"

namespace limitest::scenario {
namespace {

constexpr std::array<std::string_view, 4> signs{">=", "<=", ">", "<"};
constexpr std::string_view prefix = "CONFIG_";

bool is_version(std::string_view text) {
  int numbers = 0;
  while (!text.empty()) {
    unsigned number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (parsed.ec != std::errc{}) return false;
    text.remove_prefix(static_cast<std::size_t>(parsed.ptr - text.data()));
    ++numbers;
    if (text.empty()) break;
    if (text.front() != '.' || text.size() == 1) return false;
    text.remove_prefix(1);
  }
  return numbers == 2 || numbers == 3;
}

// The first part of what is left of a rule; empty if there is none.
std::string take_part(std::string_view& text) {
  const auto* sign = std::ranges::find_if(signs, [&](auto one) { return text.starts_with(one); });
  if (sign == signs.end()) return "";
  std::string_view rest = text.substr(sign->size());
  rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  const std::string_view version = rest.substr(0, rest.find(' '));
  if (!is_version(version)) return "";
  rest.remove_prefix(version.size());
  rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  text = rest;
  return fmt::format("{} {}", *sign, version);
}

void read_option(const Node& node, std::vector<ConfigRule>& rules, Problems& problems) {
  const bool negated = node.text.starts_with('!');
  const std::string name = node.text.substr(negated ? 1 : 0);
  if (find_word(config_options(), name) != nullptr) {
    rules.push_back({name, !negated});
    return;
  }
  const bool prefixed = name.starts_with(prefix);
  refuse(problems, node,
         prefixed ? fmt::format("leave out '{}': {}", prefix, name.substr(prefix.size()))
                  : fmt::format("{} is no option that scenarios ask about{}", quoted(name),
                                suggestion(name, words_of(config_options()))));
}

}  // namespace

Parsed<std::string> kernel_rule(std::string_view text) {
  std::string rule;
  for (std::string_view rest = text; !rest.empty();) {
    const std::string part = take_part(rest);
    if (part.empty()) {
      rule.clear();
      break;
    }
    rule += rule.empty() ? part : " " + part;
  }
  if (!rule.empty() && is_unsatisfiable(rule))
    return fault(0, text.size(), "{} holds for no kernel", quoted(text));
  if (!rule.empty()) return rule;
  return fault(0, text.size(),
               "{} is no rule for kernels; write it as '>= 6.13', with >=, >, <= or <, or as a range: "
               "'>= 6.12 < 7.3'",
               quoted(text));
}

Parsed<std::string> kernel_version(std::string_view text) {
  if (is_version(text)) return std::string(text);
  return fault(0, text.size(), "{} is no version of a kernel; write it as 6.13 or 6.13.4", quoted(text));
}

std::vector<ConfigRule> read_config(const Node& node, Problems& problems) {
  std::vector<ConfigRule> rules;
  for (const Node* option : scalars_of(node, problems)) read_option(*option, rules, problems);
  return rules;
}

std::string describe(const ConfigRule& rule) {
  return fmt::format("{} {}", rule.set ? "with" : "without", rule.option);
}

}  // namespace limitest::scenario
