// SPDX-License-Identifier: Apache-2.0
// From the words on a command line to checked scenarios: built-in names, folders and patterns of
// them, scenario files and directories.
#pragma once

#include <string>
#include <vector>

#include "harness/cli/command.h"
#include "harness/scenario/catalogue.h"
#include "harness/scenario/model.h"

namespace limitest::cli {

// The text of one scenario file and where it is from.
struct Source {
  std::string file;  // for messages: "scenarios/oom/hard-limit-kills.yaml"
  std::string base;  // the name its scenarios bear: "oom/hard-limit-kills"
  std::string text;
};

struct Selected {
  const Source* source;
  scenario::Scenario scenario;
};

struct Selection {
  std::vector<std::unique_ptr<Source>> sources;
  std::vector<Selected> scenarios;
  std::vector<std::string> problems;  // rendered diagnostics; not empty: nothing may run
  bool is_part = false;               // an @FILE left out what others play
  std::size_t known_rules = 0;        // of the lists of known deviations
};

// No word means all built-in scenarios; `@FILE`: of all that the other words name, only what FILE names, one
// a line, which is how a guest is told what to play. Problems of all files are collected, not only the first.
// `others`: files that are no scenarios, though they may lie in a directory of them.
Selection select(const std::vector<std::string>& words, const scenario::Catalogue& catalogue, bool colour,
                 const std::vector<std::string>& others = {});

// Without those that a word of `excluded` names: a scenario, a folder or a pattern. One that names none of
// the selection is a problem.
void exclude(const std::vector<std::string>& excluded, Selection& selection);

extern const Option exclude_option;

// Tells stderr all problems. Whether there are none.
bool is_sound(const Selection& selection);

}  // namespace limitest::cli
