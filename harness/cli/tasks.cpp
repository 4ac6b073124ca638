// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/tasks.h"

#include <charconv>

namespace limitest::cli {

Result<unsigned> parse_count(const std::string& option, const std::string& text) {
  unsigned number = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  constexpr unsigned most = 10'000;
  if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size() || number > most)
    return failure("--{} {}: a number from 0 to {} is wanted", option, text, most);
  return number;
}

std::string directory_name(std::size_t number, const std::string& scenario) {
  constexpr std::size_t longest = 120;
  std::string name = fmt::format("{:03}-{}", number, scenario.substr(0, longest));
  for (char& c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '-' && c != '_') c = '.';
  return name;
}

engine::Task make_task(const Selected& one, std::size_t number, const engine::Session& session,
                       const engine::PlaySettings& settings) {
  return {.job = {.text = one.source->text,
                  .file = one.source->file,
                  .base = one.source->base,
                  .scenario = one.scenario.name,
                  .tree = session.tree().path(),
                  .directory = directory_name(number, one.scenario.name),
                  .hierarchy = session.tree().hierarchy(),
                  .settings = settings},
          .timeout = one.scenario.timeout.value_or(settings.timeout)};
}

}  // namespace limitest::cli
