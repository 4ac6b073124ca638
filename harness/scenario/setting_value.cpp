// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/setting_value.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "harness/base/bytes.h"
#include "harness/scenario/words.h"

namespace limitest::scenario {
namespace {

using cgroup::ControlFile;
using cgroup::Hierarchy;

enum class Form : std::uint8_t { size, number, flag, controllers, word, reclaim };

// Files whose values are not told by their unit alone. `most`: the largest number; `word`: accepted besides.
struct Rule {
  std::string_view file;
  Form form;
  long most = 0;
  std::string_view word = {};
};

constexpr std::array rules{
    Rule{"memory.swappiness", Form::number, 200},
    Rule{"memory.oom_control", Form::flag},
    Rule{"memory.move_charge_at_immigrate", Form::number, 3},
    Rule{"memory.use_hierarchy", Form::flag},
    Rule{"memory.force_empty", Form::number, 1},
    Rule{"notify_on_release", Form::flag},
    Rule{"cgroup.clone_children", Form::flag},
    Rule{"memory.oom.group", Form::flag},
    Rule{"memory.zswap.writeback", Form::flag},
    Rule{"memory.reclaim", Form::reclaim},
    Rule{"cgroup.kill", Form::flag},
    Rule{"cgroup.freeze", Form::flag},
    Rule{"cgroup.pressure", Form::flag},
    Rule{"cgroup.max.depth", Form::number, 2147483647, "max"},
    Rule{"cgroup.max.descendants", Form::number, 2147483647, "max"},
    Rule{"cgroup.type", Form::word, 0, "threaded"},
    Rule{"cgroup.subtree_control", Form::controllers},
};

constexpr long any_number = 2147483647;

Rule rule_for(const ControlFile& file) {
  const auto* found = std::ranges::find(rules, file.name, &Rule::file);
  if (found != rules.end()) return *found;
  if (file.unit == cgroup::Unit::bytes) return {file.name, Form::size, 0, file.v1 ? "-1" : "max"};
  return {file.name, Form::number, any_number};
}

bool is_plain_number(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Parsed<std::string> check_number(std::string_view value, const Rule& rule) {
  long number = 0;
  const auto end = value.data() + value.size();
  const auto parsed = std::from_chars(value.data(), end, number);
  const long most = rule.form == Form::flag ? 1 : rule.most;
  if (is_plain_number(value) && parsed.ec == std::errc{} && number <= most) return std::string(value);
  if (rule.form == Form::flag) return fault(0, value.size(), "{} takes 0 or 1", rule.file);
  return fault(0, value.size(), "{} takes a whole number{}{}", rule.file,
               most < any_number ? fmt::format(" from 0 to {}", most) : "",
               rule.word.empty() ? "" : fmt::format(" or '{}'", rule.word));
}

Parsed<std::string> check_controllers(std::string_view value) {
  const bool plausible = value.starts_with('+') || value.starts_with('-');
  if (plausible) return std::string(value);
  return fault(0, value.size(), "cgroup.subtree_control takes controllers with their sign, as in +memory");
}

// "10M", or "10M swappiness=60".
Parsed<std::string> check_reclaim(std::string_view value) {
  const std::size_t blank = std::min(value.find(' '), value.size());
  const std::string size = LIMITEST_TRY(kernel_size(value.substr(0, blank)));
  const std::string_view option = value.substr(blank);
  if (option.empty() || option.starts_with(" swappiness=")) return size + std::string(option);
  return fault(blank + 1, option.size() - 1, "memory.reclaim takes a size, and swappiness=NUMBER behind it");
}

Parsed<std::string> check_size(std::string_view value, const Rule& rule) {
  if (value == "-1" || value == "max" || value == word_unlimited)
    return fault(0, value.size(), "{} takes '{}' for no limit, not {}", rule.file, rule.word, quoted(value));
  return kernel_size(value);
}

Parsed<std::string> check(std::string_view value, const Rule& rule) {
  if (!rule.word.empty() && value == rule.word) return std::string(value);
  switch (rule.form) {
    case Form::size:
      return check_size(value, rule);
    case Form::reclaim:
      return check_reclaim(value);
    case Form::controllers:
      return check_controllers(value);
    case Form::word:
      return fault(0, value.size(), "{} takes '{}'", rule.file, rule.word);
    case Form::number:
    case Form::flag:
      break;
  }
  return check_number(value, rule);
}

// A neutral name says "unlimited", because the hierarchies spell it differently.
Parsed<std::string> check_neutral(std::string_view value, std::string_view name, const Rule& rule) {
  if (name == "swapping") {
    if (value == word_off) return std::string(value);
    return fault(0, value.size(), "swapping takes 'off'; swap is limited by the files of a hierarchy");
  }
  if (rule.form == Form::size && value == word_unlimited) return std::string(value);
  if (rule.form == Form::size && (value == "-1" || value == "max"))
    return fault(0, value.size(), "{} takes '{}' for no limit, which is right on both hierarchies", name,
                 word_unlimited);
  return check(value, rule);
}

}  // namespace

Parsed<std::string> kernel_size(std::string_view value) {
  const auto size = parse_bytes(value);
  if (!size) return fault(0, value.size(), "{}", size.error().message);
  const std::string_view number = value.substr(0, value.size() - 1);
  constexpr std::string_view kernel_units = "KMGTPEkmgtpe";
  const bool kernel_reads_it =
      is_plain_number(value) ||
      (is_plain_number(number) && kernel_units.find(value.back()) != std::string_view::npos);
  return kernel_reads_it ? std::string(value) : fmt::format("{}", size->count);
}

Parsed<std::string> kernel_text(std::string_view value, std::string_view file, HierarchyChoice choice) {
  const bool neutral = cgroup::find_neutral_name(file) != nullptr;
  std::string text;
  for (const Hierarchy hierarchy : hierarchies(choice)) {
    const ControlFile* real = real_file(file, hierarchy);
    if (real == nullptr) continue;
    const Rule rule = rule_for(*real);
    text = LIMITEST_TRY(neutral ? check_neutral(value, file, rule) : check(value, rule));
  }
  return text;
}

std::string accepted_values(const ControlFile& file) {
  const Rule rule = rule_for(file);
  switch (rule.form) {
    case Form::size:
      return fmt::format("a size, or {}", rule.word);
    case Form::reclaim:
      return "a size, optionally swappiness=NUMBER";
    case Form::controllers:
      return "+memory";
    case Form::word:
      return std::string(rule.word);
    case Form::flag:
      return "0 or 1";
    case Form::number:
      break;
  }
  const std::string number = rule.most < any_number ? fmt::format("0 to {}", rule.most) : "a whole number";
  return rule.word.empty() ? number : fmt::format("{}, or {}", number, rule.word);
}

}  // namespace limitest::scenario
