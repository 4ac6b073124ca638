// SPDX-License-Identifier: Apache-2.0
// limitest-sample-reports DIRECTORY: every report of every made-up run, to be looked at while working on
// them. Not shipped.
#include <fstream>
#include <iostream>

#include <fmt/format.h>

#include "reports/formats.h"
#include "reports/sample_runs.h"
#include "reports/summary.h"

int main(int argc, char** argv) {
  using namespace limitest;
  if (argc != 2) {
    std::cerr << "usage: limitest-sample-reports DIRECTORY\n";
    return 2;
  }
  auto runs = reports::sample_runs();
  runs.emplace_back("large", reports::large_run());
  for (const auto& [name, run] : runs) {
    for (const reports::Format& format : reports::formats())
      std::ofstream(fmt::format("{}/{}.{}", argv[1], name, format.name)) << format.render(run);
    std::ofstream(fmt::format("{}/{}.txt", argv[1], name)) << reports::render_summary(run, true, 100);
  }
  return 0;
}
