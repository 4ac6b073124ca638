// SPDX-License-Identifier: Apache-2.0
// The report formats: pure functions from a run to text. Who calls them owns the files.
// A new format is one file that defines its function, and one line in the table of formats.cpp.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "harness/result/model.h"

namespace limitest::reports {

// A report that grows while the run goes on, so that what a dead kernel has shown is not lost. Its pieces,
// one after the other, are what the format renders from the whole run.
class Stream {
 public:
  virtual ~Stream() = default;
  // `planned`: how many outcomes there will be; of a saved run planned_of().
  virtual std::string opening(const result::Run& run, std::size_t planned) = 0;
  virtual std::string next(const result::Outcome& outcome) = 0;
  virtual std::string closing(const result::Run& run) = 0;
};

struct Format {
  std::string_view name;     // as in `--output junit=results.xml`
  std::string_view summary;  // one line of help
  std::string (*render)(const result::Run&);
  std::unique_ptr<Stream> (*stream)() = nullptr;  // null: needs the whole run
};

// The outcomes of a saved run. Of one that was cut short between two scenarios its end counts as one, since
// that never came.
std::size_t planned_of(const result::Run& run);

std::span<const Format> formats();

// Null for a name that the table lacks.
const Format* find_format(std::string_view name);

std::string render_junit(const result::Run& run);
std::string render_html(const result::Run& run);
std::string render_ktap(const result::Run& run);
std::string render_json(const result::Run& run);

}  // namespace limitest::reports
