// SPDX-License-Identifier: Apache-2.0
// The mapping under `needs:`.
#include <algorithm>
#include <array>
#include <charconv>

#include "harness/scenario/draft.h"

namespace limitest::scenario {
namespace {

constexpr std::array keys{
    Key{"swap", ValueKind::swap, optional, "the machine has no swap, or some"},
    Key{"memory", ValueKind::size, optional, "so much memory must be available"},
    Key{"program", ValueKind::programs, optional,
        "programs that must be installed; those of 'run' are needed anyway"},
    Key{"kernel", ValueKind::kernel_rule, optional, "the kernel's version"},
    Key{"file", ValueKind::control_files, optional, "control files besides those the scenario names"},
};

constexpr std::array<std::string_view, 2> swap_words{"none", "some"};

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

Parsed<std::string> kernel_rule(std::string_view text) {
  constexpr std::array<std::string_view, 4> signs{">=", "<=", ">", "<"};
  const auto* sign = std::ranges::find_if(signs, [&](auto one) { return text.starts_with(one); });
  if (sign != signs.end()) {
    const std::size_t number = text.find_first_not_of(' ', sign->size());
    if (number != std::string_view::npos && is_version(text.substr(number)))
      return fmt::format("{} {}", *sign, text.substr(number));
  }
  return fault(0, text.size(), "{} is no rule for kernels; write it as '>= 6.13', with >=, >, <= or <",
               quoted(text));
}

std::optional<Bytes> read_size(const Node& node, Problems& problems) {
  const auto size = parse_bytes(node.text);
  if (size) return *size;
  refuse(problems, node, size.error().message);
  return std::nullopt;
}

void read_files(const Node& node, Draft& draft) {
  for (const Node* file : scalars_of(node, draft.problems)) {
    std::string why = why_no_such_file(file->text, draft.scenario.hierarchy);
    if (why.empty() && cgroup::find_control_file(file->text) == nullptr)
      why = fmt::format("'{}' stands for another file on each hierarchy; name the file", file->text);
    if (why.empty())
      draft.scenario.needs.files.push_back(file->text);
    else
      refuse(draft.problems, *file, why);
  }
}

void read_programs(const Node& node, Draft& draft) {
  for (const Node* program : scalars_of(node, draft.problems)) {
    if (program->text.empty() || program->text.find(' ') != std::string::npos)
      refuse(draft.problems, *program, fmt::format("{} is no program's name", quoted(program->text)));
    else
      draft.scenario.needs.programs.push_back(program->text);
  }
}

}  // namespace

std::span<const Key> need_keys() {
  return keys;
}

void read_needs(const Node& node, Draft& draft) {
  const Fields fields = Fields::read(node, keys, "'needs'", draft.problems);
  Needs& needs = draft.scenario.needs;
  if (const Node* swap = fields.find("swap"))
    if (const auto choice = read_choice(*swap, swap_words, "word for swap", draft.problems))
      needs.swap = *choice == 0 ? Needs::Swap::none : Needs::Swap::some;
  if (const Node* memory = fields.find("memory")) needs.free_memory = read_size(*memory, draft.problems);
  if (const Node* kernel = fields.find("kernel"))
    needs.kernel = value_or_report(kernel_rule(kernel->text), *kernel, draft.problems);
  if (const Node* programs = fields.find("program")) read_programs(*programs, draft);
  if (const Node* files = fields.find("file")) read_files(*files, draft);
}

}  // namespace limitest::scenario
