// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/control_path.h"

#include <algorithm>

#include "harness/base/nearest.h"

namespace limitest::scenario {
namespace {

using cgroup::ControlFile;
using cgroup::Hierarchy;
using cgroup::NeutralName;
using cgroup::Shape;

constexpr std::string_view outside = "outside the scenario's own cgroups";

// What to say on the other hierarchy for this file, ready to be appended.
std::string counterpart(std::string_view file, HierarchyChoice choice) {
  for (const NeutralName& same : cgroup::neutral_names()) {
    const bool of_v1 = same.v1_file == file && same.v1_field.empty();
    const bool of_v2 = same.v2_file == file && same.v2_field.empty();
    if (!of_v1 && !of_v2) continue;
    const std::string_view other = of_v1 ? same.v2_file : same.v1_file;
    if (other.empty()) return "";
    if (!choice) return fmt::format(", or use '{}', which means the same on both", same.name);
    return fmt::format("; use {} there, or '{}', which means the same on both", other, same.name);
  }
  return "";
}

std::string why_unknown(std::string_view file) {
  const std::size_t minus = file.find('-');
  if (minus != std::string_view::npos && minus > 0) {
    const std::string_view before = file.substr(0, minus);
    if (cgroup::find_control_file(before) != nullptr || cgroup::find_neutral_name(before) != nullptr)
      return fmt::format("no control file is named {}; a minus needs blanks around it", quoted(file));
  }
  return fmt::format("no control file is named {}{}", quoted(file),
                     suggestion(file, cgroup::all_control_names()));
}

std::string why_not_a_field(std::string_view field, const ControlFile& file) {
  const auto belongs = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
  };
  if (field.find('-') != std::string_view::npos) return "a minus needs blanks around it";
  if (!std::ranges::all_of(field, belongs)) return "a field has letters, digits, '_' and '.'";
  if (file.shape == Shape::psi && !field.starts_with("some.") && !field.starts_with("full."))
    return fmt::format("a field of {} is written as some.avg10 or full.total", file.name);
  return "";
}

bool has_fields(Shape shape) {
  return shape == Shape::keyed || shape == Shape::by_node || shape == Shape::psi;
}

std::string_view example_field(const ControlFile& file) {
  if (file.shape == Shape::psi) return "some.avg10";
  if (file.shape == Shape::by_node) return "total";
  if (file.name == "memory.oom_control") return "under_oom";
  if (file.name == "memory.stat") return "pgfault";
  if (file.name == "cgroup.events") return "populated";
  return file.name.starts_with("cgroup.stat") ? "nr_descendants" : "max";
}

NumberKind kind_on(const ControlFile& file, std::string_view field, Hierarchy hierarchy) {
  switch (cgroup::measure_of(file, field).unit) {
    case cgroup::Unit::bytes:
      return NumberKind::bytes;
    case cgroup::Unit::pages:
      return hierarchy == Hierarchy::v1 ? NumberKind::count : NumberKind::bytes;
    case cgroup::Unit::microseconds:
      return NumberKind::time;
    case cgroup::Unit::count:
      break;
  }
  return NumberKind::count;
}

// Where the parts of a path stand in its text.
struct Split {
  std::string_view cgroup, file, field;
  bool has_field;
};

Parsed<Split> split(std::string_view text) {
  const auto whole = [&](auto why) { return fault(0, text.size(), "{} is {}", quoted(text), why); };
  if (text.starts_with('/')) return whole(outside);
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos)
    return fault(0, text.size(), "{} is no control file of a cgroup; write CGROUP/FILE, as in box/usage",
                 quoted(text));
  const std::string_view rest = text.substr(slash + 1);
  if (text.starts_with("..") || rest.starts_with("..")) return whole(outside);
  if (rest.find('/') != std::string_view::npos)
    return fault(0, text.size(),
                 "{} is {}: name one cgroup and one file, as in box/usage; names are unique however deep",
                 quoted(text), outside);
  const std::size_t colon = rest.find(':');
  const bool has_field = colon != std::string_view::npos;
  return Split{text.substr(0, slash), rest.substr(0, colon), has_field ? rest.substr(colon + 1) : "",
               has_field};
}

}  // namespace

std::vector<Hierarchy> hierarchies(HierarchyChoice choice) {
  if (choice) return {*choice};
  return {Hierarchy::v1, Hierarchy::v2};
}

const ControlFile* real_file(std::string_view name, Hierarchy hierarchy) {
  const auto found = cgroup::resolve(name, "", hierarchy);
  return found ? found->file : nullptr;
}

std::string why_no_such_file(std::string_view file, HierarchyChoice choice) {
  const bool v1 = real_file(file, Hierarchy::v1) != nullptr;
  const bool v2 = real_file(file, Hierarchy::v2) != nullptr;
  if (!v1 && !v2) return why_unknown(file);
  const std::string_view home = v1 ? "v1" : "v2";
  if (!choice && v1 != v2)
    return fmt::format("{} is only on {}; say 'hierarchy: {}'{}", file, home, home,
                       counterpart(file, choice));
  if (choice && !(*choice == Hierarchy::v1 ? v1 : v2))
    return fmt::format("{} is only on {}, and this scenario is for {}{}", file, home, to_string(*choice),
                       counterpart(file, choice));
  return "";
}

Parsed<ControlRef> parse_control_path(std::string_view text, const Names& names, HierarchyChoice choice) {
  const Split parts = LIMITEST_TRY(split(text));
  if (parts.cgroup != "root") LIMITEST_TRY(names.require(parts.cgroup, {Role::cgroup}, "cgroup"));
  const std::size_t file_at = parts.cgroup.size() + 1;
  if (const std::string why = why_no_such_file(parts.file, choice); !why.empty())
    return fault(file_at, parts.file.size(), "{}", why);
  const std::size_t field_at = file_at + parts.file.size() + 1;
  if (parts.has_field && parts.field.empty()) return fault(field_at - 1, 1, "a field is missing behind ':'");
  return ControlRef{std::string(parts.cgroup), std::string(parts.file), std::string(parts.field)};
}

Parsed<NumberKind> number_kind_of(const ControlRef& ref, std::string_view text, HierarchyChoice choice) {
  const std::size_t file_at = ref.cgroup.size() + 1;
  const std::size_t field_at = file_at + ref.file.size();
  const bool neutral = cgroup::find_neutral_name(ref.file) != nullptr;
  std::optional<NumberKind> kind;
  for (const Hierarchy hierarchy : hierarchies(choice)) {
    const auto found = cgroup::resolve(ref.file, ref.field, hierarchy);
    const ControlFile& file = *found->file;
    if (file.shape == Shape::none)
      return fault(file_at, text.size() - file_at, "{} cannot be read", ref.file);
    if (file.shape == Shape::text && ref.field.empty())
      return fault(file_at, text.size() - file_at,
                   "{} is a text, not a number; name a word of it to know how often it stands there, as in "
                   "{}:lines for all of them, or say: {} empty",
                   ref.file, text, ref.cgroup);
    if (!ref.field.empty() && (neutral || file.shape == Shape::single))
      return fault(field_at, text.size() - field_at, "{} is one number; leave ':{}' out", ref.file,
                   ref.field);
    if (found->field.empty() && has_fields(file.shape))
      return fault(file_at, text.size() - file_at, "{} has many numbers; name one, as in {}:{}", ref.file,
                   text, example_field(file));
    if (!neutral && !ref.field.empty())
      if (const std::string why = why_not_a_field(ref.field, file); !why.empty())
        return fault(field_at + 1, text.size() - field_at - 1, "{}", why);
    const NumberKind here = kind_on(file, found->field, hierarchy);
    kind = kind && *kind != here ? NumberKind::unknown : here;
  }
  return *kind;
}

}  // namespace limitest::scenario
