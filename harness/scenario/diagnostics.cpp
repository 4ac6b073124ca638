// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/diagnostics.h"

#include <algorithm>
#include <tuple>

namespace limitest::scenario {
namespace {

constexpr std::size_t most_shown = 20;
constexpr std::size_t most_columns = 100;
constexpr std::size_t columns_before_caret = 60;

struct Style {
  std::string_view bold, red, green, off;
};
constexpr Style plain{};
constexpr Style coloured{"\033[1m", "\033[1;31m", "\033[1;32m", "\033[0m"};

std::string_view line_of(std::string_view text, int line) {
  const SourceText source(text);
  const std::size_t begin = source.line_begin(line - 1);
  std::string_view found = text.substr(begin, text.find('\n', begin) - begin);
  if (found.ends_with('\r')) found.remove_suffix(1);
  return found;
}

// One string for each character; what a terminal must not see is replaced.
std::vector<std::string> harmless_characters(std::string_view line) {
  std::vector<std::string> characters;
  while (!line.empty()) {
    const std::size_t length = character_length(line);
    if (length == 0 || is_control(line.front()))
      characters.emplace_back("\uFFFD");
    else
      characters.emplace_back(line.front() == '\t' || line.front() == '\r' ? " " : line.substr(0, length));
    line.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return characters;
}

struct Excerpt {
  std::string text;
  std::size_t caret;  // characters before it
  std::size_t room;   // characters from it to the end
};

Excerpt excerpt(std::string_view line, std::size_t column) {
  const std::vector<std::string> all = harmless_characters(line);
  const std::size_t caret = std::min(column, all.size());
  const bool whole = all.size() <= most_columns;
  const std::size_t first = whole || caret < columns_before_caret ? 0 : caret - columns_before_caret;
  const std::size_t last = std::min(all.size(), first + most_columns);
  Excerpt shown{first > 0 ? "…" : "", caret - first + (first > 0 ? 1 : 0), last - caret};
  for (std::size_t i = first; i < last; ++i) shown.text += all[i];
  if (last < all.size()) shown.text += "…";
  return shown;
}

bool earlier(const Diagnostic& a, const Diagnostic& b) {
  return std::tie(a.at.line, a.at.column) < std::tie(b.at.line, b.at.column);
}

}  // namespace

std::string render(const Diagnostic& diagnostic, std::string_view file, std::string_view text, bool colour) {
  const Style& style = colour ? coloured : plain;
  const auto column = static_cast<std::size_t>(std::max(diagnostic.at.column, 1)) - 1;
  const Excerpt shown = excerpt(line_of(without_byte_order_mark(text), diagnostic.at.line), column);
  const auto wanted = static_cast<std::size_t>(std::max(diagnostic.width, 1));
  const std::size_t width = std::max<std::size_t>(std::min(wanted, shown.room), 1);
  return fmt::format("{}{}:{}:{}: {}{}error:{} {}{}{}\n  {}\n  {:{}}{}^{:~<{}}{}\n", style.bold, file,
                     diagnostic.at.line, diagnostic.at.column, style.off, style.red, style.off, style.bold,
                     diagnostic.message, style.off, shown.text, "", shown.caret, style.green, "", width - 1,
                     style.off);
}

std::string quoted(std::string_view word) {
  constexpr std::size_t longest = 60;
  std::string text;
  std::size_t count = 0;
  for (const std::string& character : harmless_characters(word)) {
    if (++count > longest) {
      text += "…";
      break;
    }
    text += character == "\n" ? " " : character;
  }
  return "'" + text + "'";
}

void Problems::add(std::size_t offset, std::size_t width, std::string message) {
  const std::string_view text = source_->text();
  offset = std::min(offset, text.size());
  const std::size_t shown = count_characters(text.substr(offset, width));
  found_.push_back({{position(offset), std::move(message), static_cast<int>(std::max<std::size_t>(shown, 1))},
                    combination_});
}

std::vector<Diagnostic> Problems::one_for_each_place() const {
  std::vector<Found> all = found_;
  std::ranges::stable_sort(all, earlier, &Found::problem);
  std::vector<Diagnostic> first;
  for (auto one = all.begin(); one != all.end();) {
    const auto next =
        std::find_if(one, all.end(), [&](const Found& b) { return earlier(one->problem, b.problem); });
    const auto same = std::count_if(one, next, [&](const Found& b) {
      return b.problem.message == one->problem.message && !b.combination.empty();
    });
    const bool of_some = !one->combination.empty() && static_cast<std::size_t>(same) < combinations_;
    first.push_back(one->problem);
    if (of_some) first.back().message += fmt::format(" (with {})", one->combination);
    one = next;
  }
  return first;
}

std::vector<Diagnostic> Problems::sorted() const {
  std::vector<Diagnostic> all = one_for_each_place();
  if (all.size() <= most_shown) return all;
  const std::size_t more = all.size() - most_shown;
  all[most_shown].message = fmt::format("and {} more problem{} from here on", more, more == 1 ? "" : "s");
  all.resize(most_shown + 1);
  return all;
}

}  // namespace limitest::scenario
