// SPDX-License-Identifier: Apache-2.0
#include <array>

#include <fmt/ranges.h>

#include "harness/base/nearest.h"
#include "harness/cli/built_in.h"
#include "harness/cli/commands.h"
#include "harness/cli/man_page.h"
#include "harness/cli/terminal.h"
#include "harness/result/line_fields.h"
#include "harness/scenario/reference.h"
#include "harness/scenario/schema.h"

namespace limitest::cli {
namespace {

struct Page {
  std::string_view name;
  std::string (*make)();
};

constexpr std::array pages{
    Page{"language", [] { return scenario::language_reference(built_in_catalogue()); }},
    Page{"schema", [] { return scenario::json_schema(built_in_catalogue()); }},
    Page{"results", [] { return result::results_reference(); }},
    Page{"man", [] { return man_page(); }},
    Page{"commands", [] { return command_list(); }},
};

int run(const Arguments& arguments) {
  std::vector<std::string> known;
  for (const Page& page : pages) known.emplace_back(page.name);
  if (arguments.words.size() != 1)
    return refuse(fmt::format("reference: name one page: {}", fmt::join(known, ", ")));
  const std::string& wanted = arguments.words.front();
  for (const Page& page : pages)
    if (page.name == wanted) {
      print(page.make());
      return ok;
    }
  return refuse(fmt::format("reference: no page '{}'{}", wanted, suggestion(wanted, known)));
}

}  // namespace

const Command reference_command{
    .name = "reference",
    .words = "language|schema|results|man|commands",
    .summary = "print a reference page made from the tables the program uses",
    .description =
        "language: all that a scenario file may say, as Markdown. schema: the same as a JSON Schema, for "
        "editors. results: what stands in results.jsonl, as Markdown. man: the manual page, for man -l. "
        "commands: the list of commands, as Markdown.",
    .options = {},
    .run = run};

}  // namespace limitest::cli
