// SPDX-License-Identifier: Apache-2.0
// The mapping under `needs:`.
#include <array>

#include "harness/scenario/draft.h"
#include "harness/scenario/kernel_rule.h"

namespace limitest::scenario {
namespace {

constexpr std::array keys{
    Key{"swap", ValueKind::swap, optional,
        "the machine has no swap, or some in memory (zram) that is half free and that vm.swappiness lets it "
        "use"},
    Key{"memory", ValueKind::size, optional, "so much memory must be available"},
    Key{"whole_memory", ValueKind::size, optional,
        "the machine has no more than this, since the scenario concerns all of its memory, and plays alone"},
    Key{"whole_swap", ValueKind::size, optional,
        "the machine has no more swap than this, since the scenario concerns all of it, and plays alone"},
    Key{"zswap", ValueKind::yes_no, optional, "yes: compressed swap in memory must be on"},
    Key{"writeback", ValueKind::yes_no, optional,
        "yes: files that are written to must count against the dirty limits of cgroups: v2 with the "
        "controller io, files on ext4, and vm.dirty_ratio as it is by default"},
    Key{"huge_pages", ValueKind::size, optional, "so much memory must be free in huge pages of hugetlbfs"},
    Key{"program", ValueKind::programs, optional,
        "programs that must be installed; those of 'run' are needed anyway"},
    Key{"kernel", ValueKind::kernel_rule, optional, "the kernel's version"},
    Key{"config", ValueKind::config, optional,
        "how the kernel was configured, and what of it is switched on or off while it runs"},
    Key{"mount", ValueKind::text, optional,
        "a mount option of cgroup2, such as memory_recursiveprot; with 'no ' before it: its absence"},
    Key{"controller", ValueKind::text, optional,
        "another controller of v2, such as io, which the scenario's cgroups are given while it plays, alone"},
    Key{"file", ValueKind::control_files, optional, "control files besides those the scenario names"},
};

constexpr std::array<std::string_view, 2> swap_words{"none", "some"};

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

void read_controller(const Node& node, Draft& draft) {
  if (draft.scenario.hierarchy != cgroup::Hierarchy::v2)
    return refuse(draft.problems, node, "controllers are given to cgroups on v2 alone; say 'hierarchy: v2'");
  if (node.text.empty() || node.text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != std::string::npos)
    return refuse(draft.problems, node, fmt::format("{} is no name of a controller", quoted(node.text)));
  draft.scenario.needs.controller = node.text;
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
  if (const Node* whole = fields.find("whole_memory")) needs.whole_memory = read_size(*whole, draft.problems);
  if (const Node* whole = fields.find("whole_swap")) needs.whole_swap = read_size(*whole, draft.problems);
  if (const Node* zswap = fields.find("zswap")) needs.zswap = read_yes_no(*zswap, "zswap", draft.problems);
  if (const Node* writeback = fields.find("writeback"))
    needs.writeback = read_yes_no(*writeback, "writeback", draft.problems);
  if (const Node* huge = fields.find("huge_pages")) needs.huge_pages = read_size(*huge, draft.problems);
  if (const Node* kernel = fields.find("kernel"))
    needs.kernel = value_or_report(kernel_rule(kernel->text), *kernel, draft.problems);
  if (const Node* config = fields.find("config")) needs.config = read_config(*config, draft.problems);
  if (const Node* programs = fields.find("program")) read_programs(*programs, draft);
  if (const Node* mount = fields.find("mount")) needs.mount = mount->text;
  if (const Node* controller = fields.find("controller")) read_controller(*controller, draft);
  if (const Node* files = fields.find("file")) read_files(*files, draft);
}

}  // namespace limitest::scenario
