// SPDX-License-Identifier: Apache-2.0
#include "harness/result/line_fields.h"

#include <fmt/format.h>

#include "harness/result/field_types.h"
#include "harness/result/json_lines.h"

namespace limitest::result {
namespace {

constexpr std::string_view nanoseconds = "nanoseconds";

constexpr LineField run_fields[] = {
    {"schema", number, "the version of what this page tells; a change of meaning raises it"},
    {"run", text, "an id of the run: when it began, and its process"},
    {"version", text, "of limitest"},
    {"started", text, "UTC, as in 2026-11-23T20:06:07Z"},
    {"command", "list of texts", "the command line"},
    {"machine", "machine", "where it ran; of a matrix, the host of the guests"},
};

constexpr LineField cell_fields[] = {
    {"place", number,
     "the column, from 0; a later line of the same place replaces an earlier one, as a guest tells more than "
     "its image"},
    {"machine", "machine", "the guest"},
    {"left_out", text, "why nothing is played here; absent where something is"},
};

constexpr LineField start_fields[] = {
    {"scenario", text, "its name"},
    {"started_ns", nanoseconds, "since the start of the run"},
    {"kernel", text, "of its cell; absent outside a matrix"},
    {"hierarchy", text, "of its cell; absent outside a matrix"},
    {"file", text, "where it was read from"},
};

constexpr LineField end_fields[] = {
    {"scenario", text, "its name"},
    {"verdict", "pass, fail, known, skip, broken",
     "known: it failed as a rule says that has a reference; broken: our side failed, or the host gave no "
     "fair chance"},
    {"reason", text, "one line; empty for a pass"},
    {"started_ns", nanoseconds, "since the start of the run"},
    {"duration_ns", nanoseconds, "of the play"},
    {"claim", text, "what the kernel promises"},
    {"file", text, "where it was read from"},
    {"line", number, "where to look: that of the failed step, else of the first line"},
    {"kernel", text, "of its cell or guest; absent for the machine itself"},
    {"hierarchy", text, "v1 or v2, where the memory controller was"},
    {"inexcusable", yes_no,
     "true: the kernel complained, kept a group or spoiled memory, which no known rule excuses; else absent"},
    {"disturbed", yes_no,
     "true: it failed while the host gave no fair chance, which is broken, or known where a rule foretold "
     "it; "
     "else absent"},
    {"remarks", "list of texts", "worth reading whatever the verdict, such as an outdated rule; else absent"},
    {"plays", "plays", "of a scenario that was played more than once; else absent"},
    {"steps", "list of steps", "in the order of the scenario"},
    {"timeline", "list of series", "usage and limit of each cgroup"},
    {"marks", "list of marks", "what happened beside the steps"},
    {"evidence", "list of evidence", "of a failure: control files, stacks, the kernel log"},
};

constexpr LineField done_fields[] = {
    {"counts", "number by verdict", "how many scenarios ended so"},
    {"interrupted", yes_no, "whether somebody ended the run before its end"},
    {"exit_status", number, "of the run"},
    {"duration_ns", nanoseconds, "of the run"},
};

constexpr LineField machine_fields[] = {
    {"host", text, "its name; of a guest outside a matrix, that it is one, and on what host; else absent"},
    {"kernel", text, "as uname -r tells it"},
    {"hierarchy", text, "where the memory controller is: v1, v2 or none"},
    {"image", text, "the file a guest was booted from; absent for the machine itself"},
    {"options", "list of texts", "what else it was asked for with; absent where nothing was"},
    {"facts", "text by label", "CPUs, page size, memory, swap and the like, to be read by people"},
};

constexpr LineField step_fields[] = {
    {"text", text, "the step as a sentence, as `limitest show` prints it"},
    {"line", number, "in the scenario's file"},
    {"outcome", "done, failed, broken, not reached, left out", "what became of it"},
    {"expected", text, "absent where a step claims nothing"},
    {"seen", text, "what was seen instead, or why it is left out"},
    {"slack", text, "the tolerance of a byte comparison, with its derivation"},
    {"at_ns", nanoseconds, "when it began, since the start of the scenario, as all below"},
    {"took_ns", nanoseconds, "how long it took"},
};

constexpr LineField series_fields[] = {
    {"cgroup", text, "its name in the scenario"},
    {"samples", "list of [nanoseconds, bytes, bytes or null]", "instant, usage, and limit (null: none)"},
};

constexpr LineField mark_fields[] = {
    {"at_ns", nanoseconds, "when"},
    {"kind", "step, start, end, kill, pause, resume, notice", "what kind of thing"},
    {"text", text, "what happened"},
};

constexpr LineField evidence_fields[] = {
    {"title", text, "such as box/memory.stat"},
    {"text", text, "what it said, several lines"},
};

constexpr LineField plays_fields[] = {
    {"played", number, "how often in all; the steps are those of one play"},
    {"passed", number, "of these"},
    {"failed", number, "of these, known failures included"},
    {"broken", number, "of these"},
};

constexpr LineKind kinds[] = {
    {"run", "The first line.", run_fields},
    {"cell", "A column of a matrix: one kernel on one hierarchy.", cell_fields},
    {"start", "A scenario begins. One that never ends is what a crash interrupted.", start_fields},
    {"end", "A scenario has ended.", end_fields},
    {"done", "The last line. Without it the run was cut short.", done_fields},
    {"machine", "Within `run` and `cell`.", machine_fields},
    {"step", "Within `steps` of `end`.", step_fields},
    {"series", "Within `timeline` of `end`.", series_fields},
    {"mark", "Within `marks` of `end`.", mark_fields},
    {"evidence", "Within `evidence` of `end`.", evidence_fields},
    {"plays", "Within `end`.", plays_fields},
};

constexpr std::string_view introduction =
    "# results.jsonl\n\n"
    "`limitest run -o jsonl=FILE` and `limitest matrix -o jsonl=FILE` write a JSON object a line, as things "
    "happen, so that a kernel that dies leaves what was known until then. All other reports are made from "
    "it, at once or later (`limitest report`). Each line has an `event`, which is `run`, `cell`, `start`, "
    "`end` or `done`. Who reads it should pass over keys and events that are not told here; this is schema "
    "{}.\n\n"
    "What failed, and why:\n\n"
    "```sh\njq -r 'select(.event == \"end\" and .verdict == \"fail\") | .scenario + \": \" + .reason' "
    "results.jsonl\n```\n\n";

std::string section(const LineKind& kind) {
  std::string page = fmt::format("## `{}`\n\n{}\n\n| key | value | |\n|---|---|---|\n", kind.name, kind.help);
  for (const LineField& field : kind.fields)
    page += fmt::format("| `{}` | {} | {} |\n", field.name, field.type, field.help);
  return page + "\n";
}

}  // namespace

std::span<const LineKind> line_kinds() {
  return kinds;
}

std::set<std::string> keys_of(std::string_view kind) {
  std::set<std::string> keys;
  for (const auto all : {line_kinds(), other_kinds()})
    for (const LineKind& one : all)
      if (one.name == kind)
        for (const LineField& field : one.fields) keys.emplace(field.name);
  return keys;
}

std::string results_reference() {
  std::string page = fmt::format(introduction, schema_version);
  for (const LineKind& kind : kinds) page += section(kind);
  page += "# Other files\n\n";
  for (const LineKind& kind : other_kinds()) page += section(kind);
  page.pop_back();
  return page;
}

}  // namespace limitest::result
