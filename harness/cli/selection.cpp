// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/selection.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <span>

#include <unistd.h>

#include "harness/base/embedded.h"
#include "harness/base/fd.h"
#include "harness/base/nearest.h"
#include "harness/cli/built_in.h"
#include "harness/cli/scenario_files.h"
#include "harness/cli/terminal.h"
#include "harness/scenario/diagnostics.h"
#include "harness/scenario/named.h"
#include "harness/scenario/read.h"

namespace limitest::cli {
namespace {

namespace fs = std::filesystem;

// A question ends a sentence, nothing else does.
std::string ended(std::string suggestion) {
  return suggestion.ends_with('?') ? suggestion : suggestion + ";";
}

struct Selector {
  const scenario::Catalogue& catalogue;
  bool colour;
  const std::vector<std::string>& others;
  Selection selection;

  void add(std::vector<std::string> words) {
    const auto lists =
        std::ranges::stable_partition(words, [](const auto& word) { return !word.starts_with('@'); });
    const std::span names(words.begin(), lists.begin());
    if (names.empty()) add_built_in("*", "");
    for (const std::string& word : names) add_word(as_folder(word));
    for (const std::string& list : lists) keep_only(list.substr(1));
    selection.is_part = !lists.empty();
    refuse_duplicates();
  }

 private:
  // "limits/", as a shell completes it.
  static std::string as_folder(const std::string& word) {
    if (!word.ends_with('/')) return word;
    std::string folder = word.substr(0, word.find_last_not_of('/') + 1);
    return is_built_in_folder(folder) ? folder : word;
  }

  void add_word(const std::string& word) {
    std::error_code none;
    const fs::path path(word);
    // An instance of a matrix, "name[size=1M]", is picked out of its file.
    const std::string instance = word.ends_with(']') ? word.substr(0, word.find('[')) : "";
    if (fs::is_directory(path, none) && !is_built_in_folder(word)) return add_directory(path);
    if (word == "-") return add_file("/dev/stdin", "stdin", "");
    if (fs::exists(path, none) && !fs::is_directory(path, none))
      return add_file(path, without_ending(path.filename()), "");
    if (const fs::path whole(instance); !instance.empty() && fs::is_regular_file(whole, none))
      return add_case(whole, word.substr(instance.size()));
    const std::size_t before = selection.scenarios.size();
    if (add_built_in(instance.empty() ? without_ending(word) : instance, instance.empty() ? "" : word)) {
      if (!instance.empty() && selection.scenarios.size() == before) refuse_instance(word, instance);
      return;
    }
    if (is_scenario_file(path))
      selection.problems.push_back(fmt::format("{}: no such file\n", word));
    else
      selection.problems.push_back(
          fmt::format("no scenario, file or directory '{}'{} `limitest list` shows all\n", word,
                      ended(scenario::suggest_name(word, built_in_names()))));
  }

  void keep_only(const std::string& list) {
    const auto text = read_file(list);
    if (!text) return selection.problems.push_back(text.error().message + "\n");
    const std::string names = "\n" + *text + "\n";
    std::erase_if(selection.scenarios, [&](const Selected& one) {
      return names.find("\n" + one.scenario.name + "\n") == std::string::npos;
    });
  }

  // The scenario is there, but no such one of it.
  void refuse_instance(const std::string& word, const std::string& base) {
    const Selection all = select({base}, catalogue, colour);
    std::vector<std::string> names;
    for (const Selected& one : all.scenarios) names.push_back(one.scenario.name);
    selection.problems.push_back(fmt::format("no scenario '{}'{} `limitest list {}` shows all\n", word,
                                             ended(suggestion(word, names)), base));
  }

  bool add_built_in(const std::string& word, const std::string& instance) {
    bool found = false;
    for (const EmbeddedFile& file : builtin_scenario_files()) {
      const std::string name = without_ending(std::string(file.name));
      if (!scenario::is_named_by(word, name)) continue;
      found = true;
      read({.file = "scenarios/" + std::string(file.name), .base = name, .text = std::string(file.content)},
           instance);
    }
    return found;
  }

  void add_directory(const fs::path& directory) {
    auto files = scenario_files_in(directory);
    if (!files) return selection.problems.push_back(files.error().message + "\n");
    std::erase_if(*files, [&](const fs::path& file) { return is_another(file); });
    if (files->empty())
      selection.problems.push_back(fmt::format("{}: no *.yaml file in it\n", directory.string()));
    for (const fs::path& file : *files)
      add_file(file, without_ending(file.lexically_relative(directory)), "");
  }

  [[nodiscard]] bool is_another(const fs::path& file) const {
    std::error_code none;
    return std::ranges::any_of(others, [&](const auto& other) { return fs::equivalent(file, other, none); });
  }

  // "mine.yaml[size=1M]"
  void add_case(const fs::path& path, const std::string& its_case) {
    const std::size_t before = selection.scenarios.size();
    const std::size_t problems = selection.problems.size();
    const std::string base = without_ending(path.filename());
    add_file(path, base, base + its_case);
    if (selection.scenarios.size() == before && selection.problems.size() == problems)
      refuse_instance(base + its_case, path);
  }

  // Two files of one name are told apart by their folders.
  [[nodiscard]] std::string free_name(const std::string& base, const std::string& file) const {
    const bool taken = std::ranges::any_of(
        selection.sources, [&](const auto& one) { return one->base == base && one->file != file; });
    return taken ? without_ending(fs::path(file).lexically_normal()) : base;
  }

  void add_file(const fs::path& path, const std::string& base, const std::string& instance) {
    auto text = read_scenario_file(path);
    if (!text) return selection.problems.push_back(text.error().message + "\n");
    // A path that begins as those of the built-in ones would pass for one of them.
    const std::string file = path.string().starts_with("scenarios/") ? "./" + path.string() : path.string();
    read({.file = file, .base = free_name(base, file), .text = std::move(*text)}, instance);
  }

  // Words may overlap: "oom-kill" and "oom-kill/takes*".
  [[nodiscard]] bool is_selected(const std::string& file, const std::string& scenario) const {
    return std::ranges::any_of(selection.scenarios, [&](const Selected& one) {
      return one.scenario.name == scenario && one.source->file == file;
    });
  }

  void read(Source source, const std::string& instance) {
    scenario::ReadResult result = read_scenarios(source.text, source.file, source.base, catalogue);
    for (const scenario::Diagnostic& problem : result.problems)
      selection.problems.push_back(render(problem, source.file, source.text, colour));
    selection.sources.push_back(std::make_unique<Source>(std::move(source)));
    for (scenario::Scenario& one : result.scenarios)
      if ((instance.empty() || one.name == instance) &&
          !is_selected(selection.sources.back()->file, one.name))
        selection.scenarios.push_back({selection.sources.back().get(), std::move(one)});
  }

  void refuse_duplicates() {
    std::map<std::string, std::string> files;
    for (const Selected& one : selection.scenarios) {
      const auto [first, fresh] = files.emplace(one.scenario.name, one.source->file);
      if (!fresh)
        selection.problems.push_back(fmt::format("{}: the name '{}' is taken by {}\n", one.source->file,
                                                 one.scenario.name, first->second));
    }
  }
};

}  // namespace

const Option exclude_option{
    "--exclude", "NAME", "leave out a scenario, a folder or a pattern of those named; may be repeated", true};

Selection select(const std::vector<std::string>& words, const scenario::Catalogue& catalogue, bool colour,
                 const std::vector<std::string>& others) {
  Selector selector{catalogue, colour, others, {}};
  selector.add(words);
  return std::move(selector.selection);
}

void exclude(const std::vector<std::string>& excluded, Selection& selection) {
  for (const std::string& word : excluded) {
    const auto gone = std::erase_if(selection.scenarios, [&](const Selected& one) {
      return scenario::is_named_by(word, one.scenario.name);
    });
    if (gone == 0)
      selection.problems.push_back(fmt::format("--exclude {}: none of what is selected is named so\n", word));
  }
}

bool is_sound(const Selection& selection) {
  for (const std::string& problem : selection.problems) print(STDERR_FILENO, problem);
  return selection.problems.empty();
}

}  // namespace limitest::cli
