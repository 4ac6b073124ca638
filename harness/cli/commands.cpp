// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/commands.h"

#include <algorithm>
#include <array>

namespace limitest::cli {

std::span<const Command> commands() {
  static const std::array all{
      run_command,      matrix_command,    list_command,    show_command,   check_command,   prove_command,
      coverage_command, bench_command,     compare_command, report_command, slack_command,   doctor_command,
      clean_command,    reference_command, play_command,    guard_command,  figures_command, measure_command};
  return all;
}

const Command* find_command(std::string_view name) {
  const auto all = commands();
  const auto found = std::ranges::find(all, name, &Command::name);
  return found == all.end() ? nullptr : &*found;
}

std::string option_key(const Option& option) {
  const std::size_t dashes = option.names.rfind("--");
  return std::string(option.names.substr(dashes + 2));
}

std::vector<std::string> Arguments::all(const std::string& option) const {
  const auto found = values_.find(option);
  return found == values_.end() ? std::vector<std::string>() : found->second;
}

std::string Arguments::one(const std::string& option, const std::string& otherwise) const {
  const auto found = values_.find(option);
  return found == values_.end() ? otherwise : found->second.back();
}

}  // namespace limitest::cli
