// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/reference_words.h"

#include <fmt/ranges.h>

#include "harness/base/bytes.h"
#include "harness/cgroup/control_file.h"
#include "harness/scenario/setting_value.h"
#include "harness/scenario/words.h"
#include "harness/scenario/write_rules.h"

namespace limitest::scenario {
namespace {

template <class Table>
std::string word_table(std::string_view heading, const Table& table) {
  std::string text = fmt::format("| {} | |\n|---|---|\n", heading);
  for (const auto& row : table) text += table_row({fmt::format("`{}`", row.word), std::string(row.help)});
  return text + "\n";
}

// Which of the rows only a workload can tell.
template <class Table>
std::string report_note(const Table& table) {
  std::vector<std::string> words;
  for (const auto& row : table)
    if (row.reports) words.push_back(fmt::format("`{}`", row.word));
  return fmt::format("Of workloads only, not of programs started by `run`: {}.\n\n", fmt::join(words, ", "));
}

std::string operator_table() {
  std::string text = "| comparison | |\n|---|---|\n";
  for (const Operator& one : comparison_operators())
    text += table_row({fmt::format("`{}`", one.sign), std::string(one.help)});
  return text + "\n";
}

std::string synonym_list() {
  std::vector<std::string> all;
  for (const Synonym& one : synonyms()) all.push_back(fmt::format("`{}` for `{}`", one.word, one.stands_for));
  return fmt::format("Also understood: {}.", fmt::join(all, ", "));
}

std::string home_of(bool v1, bool v2) {
  return v1 && v2 ? "both" : v1 ? "v1" : "v2";
}

std::string field_hint(const cgroup::ControlFile& file) {
  switch (file.shape) {
    case cgroup::Shape::single:
      return "a number";
    case cgroup::Shape::keyed:
      return ":key";
    case cgroup::Shape::by_node:
      return ":total, :total.N0";
    case cgroup::Shape::psi:
      return ":some.avg10, :full.total";
    case cgroup::Shape::text:
      return ":lines, :WORD";
    case cgroup::Shape::none:
      break;
  }
  return "no";
}

std::string file_behind(std::string_view file, std::string_view field) {
  if (file.empty()) return "";
  return field.empty() ? std::string(file) : fmt::format("{}:{}", file, field);
}

std::string neutral_table() {
  std::string text = "| name | v1 | v2 | |\n|---|---|---|---|\n";
  for (const cgroup::NeutralName& same : cgroup::neutral_names())
    text += table_row({fmt::format("`{}`", same.name), file_behind(same.v1_file, same.v1_field),
                       file_behind(same.v2_file, same.v2_field), std::string(same.meaning)});
  return text + "\n";
}

std::string control_file_table() {
  std::string text = "| file | hierarchy | reading | writing | |\n|---|---|---|---|---|\n";
  for (const cgroup::ControlFile& file : cgroup::control_files())
    text += table_row({fmt::format("`{}`", file.name), home_of(file.v1, file.v2), field_hint(file),
                       is_setting(file) ? accepted_values(file) : "no", std::string(file.meaning)});
  return text + "\n";
}

}  // namespace

std::string table_row(const std::vector<std::string>& cells) {
  std::string row = "|";
  for (const std::string& cell : cells) {
    row += ' ';
    for (const char c : cell) {
      if (c == '|') row += '\\';
      row += c == '\n' ? ' ' : c;
    }
    row += " |";
  }
  return row + "\n";
}

std::string conditions_chapter() {
  return "## Conditions\n\n"
         "A condition compares two values, or says in which state a thing is. Conditions are joined by "
         "`and`, `or`, `not` and parentheses. Comparisons chain: `3M <= hog.touched <= 5M`.\n\n" +
         operator_table() + word_table("a process", state_words()) + report_note(state_words()) +
         synonym_list() +
         fmt::format(" Words for the ear are passed over: {}.\n\n", fmt::join(noise_words(), ", ")) +
         word_table("a cgroup", group_words()) + word_table("a listener", listener_words()) +
         "A program that `run` started `says` a text: `stress says \"got signal 9\"`.\n\n";
}

std::string formulas_chapter() {
  return "## Formulas\n\n"
         "`+ - * /` and parentheses over numbers and readings; a minus needs blanks around it, because names "
         "may contain one. Bytes are not compared with times or counts.\n\n"
         "| value | |\n|---|---|\n" +
         table_row({"`100M`, `64KiB`, `1.5G`", "a size; K, M, G, T, P, E are powers of 1024"}) +
         table_row({"`300ms`, `3s`, `2min`", "a time; units are ns, us, ms, s, min and h"}) +
         table_row({"`4096`", "a number; of bytes beside bytes"}) +
         table_row({"`unlimited`", "what a limit reads as when there is none"}) +
         table_row({"`raw box/peak`",
                    "the number as it is read; without `raw` a byte reading stands for all that the truth "
                    "may be, and with it for what kernels before 5.13 leave out of memory.stat"}) +
         table_row({"`ENOMEM`, `SIGKILL`", "an errno or a signal, beside .errno or .signal"}) +
         table_row({"`box/usage`", "a control file of a cgroup; `root` is the root of the hierarchy"}) +
         table_row({"`box/memory.stat:cache`", "one line of it"}) +
         table_row({"`box/cgroup.procs:lines`",
                    "how many lines a list has; any other word: how often it stands there"}) +
         table_row({"`before`", "what `save` kept under that name"}) + "\n" +
         word_table("of the machine", machine_words()) + word_table("PROCESS.", process_measures()) +
         report_note(process_measures()) + word_table("LISTENER.", listener_measures());
}

std::string files_chapter() {
  return "## Names that mean the same on both hierarchies\n\n" + neutral_table() +
         "## Control files\n\n"
         "What is not written as a setting may be tried by a `write` that `fails`. That may also try the "
         "root of the hierarchy, with a word that is no value (`abc`) or one that changes nothing: " +
         fmt::format("{}.\n\n", fmt::join(harmless_root_writes(), ", ")) + control_file_table();
}

std::string names_chapter() {
  return "## Names\n\n"
         "Cgroups, processes, listeners and saved values share one namespace. The words of conditions and "
         "formulas, errnos and signals cannot be names, nor can control files be names of cgroups.\n\n";
}

}  // namespace limitest::scenario
