// SPDX-License-Identifier: Apache-2.0
// The mapping under `repeat:`.
#include <array>
#include <charconv>

#include "harness/scenario/draft.h"

namespace limitest::scenario {
namespace {

constexpr unsigned most_times = 10'000;

constexpr std::array keys{
    Key{"times", ValueKind::count, optional, "how often to play at most (default 100)"},
    Key{"pass", ValueKind::share, optional, "share of plays that pass on a right kernel (default 90%)"},
    Key{"broken", ValueKind::share, optional, "share that passes on a broken kernel at most (default 50%)"},
    Key{"confidence", ValueKind::share, optional, "how sure to be (default 99.9%)"},
};

void read_share(const Node* node, double& share, Problems& problems) {
  if (node == nullptr) return;
  constexpr double whole = 100;
  double number = 0;
  const std::string_view text = node->text;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool good =
      parsed.ec == std::errc{} && text.substr(static_cast<std::size_t>(parsed.ptr - text.data())) == "%";
  if (good && number > 0 && number < whole)
    share = number / whole;
  else
    refuse(
        problems, *node,
        fmt::format("{} is no share; write a percentage between 0% and 100%, as in 90%", quoted(node->text)));
}

void read_times(const Node* node, unsigned& times, Problems& problems) {
  if (node == nullptr) return;
  const char* end = node->text.data() + node->text.size();
  const auto parsed = std::from_chars(node->text.data(), end, times);
  if (parsed.ec != std::errc{} || parsed.ptr != end || times < 2 || times > most_times)
    refuse(problems, *node,
           fmt::format("{} is no number of plays from 2 to {}", quoted(node->text), most_times));
}

}  // namespace

std::span<const Key> repeat_keys() {
  return keys;
}

void read_repeat(const Node& repeat, Draft& draft) {
  const Fields fields = Fields::read(repeat, keys, "'repeat'", draft.problems);
  Repeat read;
  read_times(fields.find("times"), read.times, draft.problems);
  read_share(fields.find("pass"), read.right, draft.problems);
  read_share(fields.find("broken"), read.broken, draft.problems);
  read_share(fields.find("confidence"), read.confidence, draft.problems);
  if (read.broken >= read.right)
    refuse(draft.problems, repeat,
           "'broken' must be less than 'pass', else nothing could tell the two apart");
  if (read.confidence <= 1 - read.confidence)
    refuse(draft.problems, repeat, "a 'confidence' of 50% or less is none");
  draft.scenario.repeat = read;
}

}  // namespace limitest::scenario
