// SPDX-License-Identifier: Apache-2.0
#include <array>

#include <fmt/ranges.h>

#include "harness/scenario/steps/step_kind.h"

namespace limitest::scenario {

extern const StepKind start_step, run_step, expect_step, write_step, move_step, signal_step, mkdir_step,
    rmdir_step, listen_step, unlisten_step, open_step, save_step, tell_step;

namespace {

constexpr std::array table{&start_step,  &run_step,   &expect_step, &write_step,  &move_step,
                           &signal_step, &mkdir_step, &rmdir_step,  &listen_step, &unlisten_step,
                           &open_step,   &save_step,  &tell_step};

}  // namespace

std::span<const StepKind* const> step_kinds() {
  return table;
}

std::string by_whom(UserId user) {
  return user == 0 ? "" : fmt::format(" as user {}", user);
}

std::string refusal(const Answer& answer) {
  if (answer.errnos.empty()) return "";
  std::vector<std::string> names;
  for (const Errno& one : answer.errnos) names.push_back(one.name());
  return fmt::format(", refused with {}", fmt::join(names, " or "));
}

std::string path_of(const ControlRef& ref) {
  if (!ref.through.empty()) return ref.through;
  if (ref.file.empty()) return ref.cgroup;
  return fmt::format("{}/{}{}{}", ref.cgroup, ref.file, ref.field.empty() ? "" : ":", ref.field);
}

std::string spoken(std::string_view text) {
  if (text.empty()) return "an empty text";
  return text.find_first_not_of("\n") == std::string_view::npos ? "a line end" : std::string(text);
}

}  // namespace limitest::scenario
