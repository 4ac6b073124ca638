// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <charconv>
#include <csignal>

#include "harness/base/nearest.h"
#include "harness/scenario/signals.h"
#include "harness/scenario/steps/step_kind.h"

namespace limitest::scenario {
namespace {

constexpr std::array keys{
    Key{"signal", ValueKind::signal, required, "the signal"},
    Key{"to", ValueKind::process, required, "the process that gets it"},
};

// Those of real time have no names.
std::optional<int> signal_from_number(std::string_view text) {
  int number = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = parsed.ec == std::errc{} && parsed.ptr == text.data() + text.size();
  return whole && number > 0 && number < NSIG ? std::optional(number) : std::nullopt;
}

std::optional<int> read_signal(const Node& node, Problems& problems) {
  if (const auto number = signal_from_name(node.text, true)) return number;
  if (const auto number = signal_from_number(node.text)) return number;
  const std::string whole = node.text.starts_with("SIG") ? node.text : "SIG" + node.text;
  const auto near = nearest_word(whole, signal_names());
  refuse(problems, node,
         fmt::format("{} is no signal{}", quoted(node.text),
                     near ? fmt::format("; did you mean '{}'?", *near) : "; write one such as SIGTERM"));
  return std::nullopt;
}

void read(const Fields& fields, Draft& draft) {
  Signal signal{};
  if (const Node* name = fields.find("signal"))
    signal.number = read_signal(*name, draft.problems).value_or(0);
  const Node* to = fields.find("to");
  if (draft.require(to, {Role::workload, Role::program}, "process") != nullptr) signal.process = to->text;
  draft.add_step(fields.whole(), std::move(signal));
}

std::string sentence(const Signal& signal) {
  return fmt::format("send {} to {}", signal_name(signal.number), signal.process);
}

}  // namespace

extern const StepKind signal_step;
const StepKind signal_step{"signal",
                           "Sends a signal to a process.",
                           "- signal: SIGTERM\n  to: hog",
                           keys,
                           read,
                           [](const Action& action) { return describe_as<Signal>(action, sentence); }};

}  // namespace limitest::scenario
