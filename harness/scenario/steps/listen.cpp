// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "harness/scenario/setting_value.h"
#include "harness/scenario/steps/step_kind.h"

namespace limitest::scenario {
namespace {

constexpr std::array keys{
    Key{"listen", ValueKind::control_path, required, "the control file whose notices are wanted"},
    Key{"args", ValueKind::arguments, optional,
        "a threshold (8M), a pressure level (low,hierarchy), a PSI trigger (some 150000 1000000); poll: an "
        "events file of v2 is watched with poll(2) instead of inotify(7)"},
    Key{"as", ValueKind::new_name, optional, "the listener's name; needed unless it fails"},
    Key{"through", ValueKind::cgroup, optional,
        "the cgroup whose cgroup.event_control is written to (v1); by default the file's own"},
    Key{"user", ValueKind::user, optional,
        "who writes to cgroup.event_control (v1); by default who runs limitest, as root"},
    Key{"fails", ValueKind::errnos, optional, fails_help},
};

enum class Arguments : std::uint8_t { none, manner, threshold, level, trigger };

struct Source {
  std::string_view file;
  Arguments arguments;
};
constexpr std::array sources{
    Source{"memory.oom_control", Arguments::none},
    Source{"memory.usage_in_bytes", Arguments::threshold},
    Source{"memory.memsw.usage_in_bytes", Arguments::threshold},
    Source{"memory.pressure_level", Arguments::level},
    Source{"memory.events", Arguments::manner},
    Source{"memory.events.local", Arguments::manner},
    Source{"memory.swap.events", Arguments::manner},
    Source{"cgroup.events", Arguments::manner},
    Source{"memory.pressure", Arguments::trigger},
};

constexpr std::array<std::string_view, 3> levels{"low", "medium", "critical"};
constexpr std::array<std::string_view, 4> modes{"", "default", "hierarchy", "local"};

bool is_level(std::string_view text) {
  const std::size_t comma = std::min(text.find(','), text.size());
  const std::string_view mode = comma < text.size() ? text.substr(comma + 1) : "";
  return std::ranges::find(levels, text.substr(0, comma)) != levels.end() &&
         std::ranges::find(modes, mode) != modes.end() && !text.ends_with(',');
}

bool is_trigger(std::string_view text) {
  if (!text.starts_with("some ") && !text.starts_with("full ")) return false;
  text.remove_prefix(5);
  const std::size_t blank = text.find(' ');
  return blank != std::string_view::npos && blank > 0 && blank + 1 < text.size() &&
         text.find_first_not_of("0123456789", blank + 1) == std::string_view::npos &&
         text.find_first_not_of("0123456789") == blank;
}

Parsed<std::string> check_arguments(std::string_view text, const Source& source) {
  switch (source.arguments) {
    case Arguments::none:
      if (text.empty()) return std::string();
      return fault(0, text.size(), "{} takes no arguments", source.file);
    case Arguments::manner:
      if (text.empty() || text == "poll") return std::string(text);
      return fault(0, text.size(), "{} takes 'poll' or no arguments", source.file);
    case Arguments::threshold:
      return kernel_size(text);
    case Arguments::level:
      if (is_level(text)) return std::string(text);
      return fault(0, text.size(), "{} takes low, medium or critical, and perhaps ,hierarchy or ,local",
                   source.file);
    case Arguments::trigger:
      break;
  }
  if (is_trigger(text)) return std::string(text);
  return fault(0, text.size(),
               "{} takes 'some' or 'full', a stall and a window in microseconds: some 150000 1000000",
               source.file);
}

Parsed<ControlRef> check_target(std::string_view path, bool must_fail, const Draft& draft) {
  ControlRef target = LIMITEST_TRY(parse_control_path(path, draft.names, draft.scenario.hierarchy));
  if (target.cgroup == "root")
    return fault(0, path.size(), "{} is outside the scenario's own cgroups; it can only be read", path);
  if (!target.field.empty())
    return fault(path.size() - target.field.size() - 1, target.field.size() + 1,
                 "a whole file is listened to; leave ':{}' out", target.field);
  const bool notifies = std::ranges::find(sources, target.file, &Source::file) != sources.end();
  if (notifies || (must_fail && cgroup::find_control_file(target.file) != nullptr)) return target;
  const std::size_t at = target.cgroup.size() + 1;
  if (cgroup::find_neutral_name(target.file) != nullptr)
    return fault(at, target.file.size(),
                 "'{}' cannot be listened to; name the control file (the hierarchies notify differently)",
                 target.file);
  return fault(at, target.file.size(),
               "the kernel sends no notices for {}; v1 does for memory.oom_control, memory.usage_in_bytes, "
               "memory.memsw.usage_in_bytes and memory.pressure_level, v2 for memory.events, "
               "memory.events.local, memory.swap.events, cgroup.events and memory.pressure",
               target.file);
}

// Whose cgroup.event_control is written to, and by whom; only v1 has that file.
void read_asking(const Fields& fields, Listen& listen, Draft& draft) {
  const Node* through = fields.find("through");
  const Node* user = fields.find("user");
  if (const Node* asking = through != nullptr ? through : user;
      asking != nullptr && draft.scenario.hierarchy != cgroup::Hierarchy::v1)
    return refuse(draft.problems, *asking, "cgroup.event_control is only on v1; say 'hierarchy: v1'");
  listen.user = draft.user(fields);
  if (draft.require(through, {Role::cgroup}, "cgroup") != nullptr) listen.through = through->text;
}

void read(const Fields& fields, Draft& draft) {
  Listen listen{.answer = draft.answer(fields)};
  const bool must_fail = !listen.answer.errnos.empty();
  if (const Node* as = fields.find("as")) {
    listen.listener = as->text;
    draft.introduce(as->text, *as, {Role::listener});
  } else if (!must_fail) {
    refuse(draft.problems, fields.whole(), "'listen' needs 'as: NAME'");
  }
  const Node* path = fields.find("listen");
  if (path == nullptr) return;
  auto target = value_or_report(check_target(path->text, must_fail, draft), *path, draft.problems);
  if (!target) return;
  listen.target = std::move(*target);
  read_asking(fields, listen, draft);
  const Node* args = fields.find("args");
  listen.arguments = args != nullptr ? args->text : "";
  const auto* source = std::ranges::find(sources, listen.target.file, &Source::file);
  if (!must_fail && source != sources.end()) {
    auto checked = check_arguments(listen.arguments, *source);
    const Node& place = args != nullptr ? *args : *path;
    listen.arguments = value_or_report(std::move(checked), place, draft.problems).value_or("");
  }
  draft.add_step(fields.whole(), std::move(listen));
}

std::string sentence(const Listen& listen) {
  return fmt::format("listen to {}{}{}{}{}{}", path_of(listen.target),
                     listen.arguments.empty() ? "" : fmt::format(" ({})", listen.arguments),
                     listen.through.empty() ? "" : " through " + listen.through,
                     listen.listener.empty() ? "" : " as " + listen.listener, by_whom(listen.user),
                     refusal(listen.answer));
}

}  // namespace

extern const StepKind listen_step;
const StepKind listen_step{
    "listen",
    "Asks the kernel for notices. v1 sends them for memory.oom_control, for thresholds of "
    "memory.usage_in_bytes and memory.memsw.usage_in_bytes, and for "
    "memory.pressure_level; v2 when memory.events, memory.events.local, "
    "memory.swap.events or cgroup.events change, and for memory.pressure.",
    "- listen: box/memory.oom_control\n  as: oom",
    keys,
    read,
    [](const Action& action) { return describe_as<Listen>(action, sentence); }};

}  // namespace limitest::scenario
