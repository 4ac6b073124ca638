// SPDX-License-Identifier: Apache-2.0
#include "reports/formats.h"

#include <algorithm>
#include <array>

#include "reports/ktap.h"

namespace limitest::reports {
namespace {

constexpr std::array table{
    Format{.name = "junit",
           .summary = "JUnit XML, which CI servers show beside the pipeline",
           .render = render_junit},
    Format{.name = "html",
           .summary = "one self-contained page with steps, timelines and evidence",
           .render = render_html},
    Format{.name = "json",
           .summary = "one document with cells, changes between kernels, and every verdict",
           .render = render_json},
    Format{.name = "ktap",
           .summary = "the kernel's test protocol, written line by line as scenarios end",
           .render = render_ktap,
           .stream = [] { return std::unique_ptr<Stream>(std::make_unique<Ktap>()); }},
};

}  // namespace

std::size_t planned_of(const result::Run& run) {
  if (is_cut_short(run) && run.in_flight.empty()) return run.outcomes.size() + 1;
  return run.outcomes.size() + run.in_flight.size();
}

std::span<const Format> formats() {
  return table;
}

const Format* find_format(std::string_view name) {
  const auto* found = std::ranges::find(table, name, &Format::name);
  return found == table.end() ? nullptr : found;
}

}  // namespace limitest::reports
