// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/output_of.h"

#include "harness/process/ending.h"
#include "harness/process/output_page.h"
#include "harness/process/spawn.h"

namespace limitest::guest {

std::string output_of(const std::string& path, std::vector<std::string> argv) {
  constexpr std::size_t room = 16384;
  const auto output = process::OutputPage::create(room);
  if (!output) return "";
  const auto child = process::spawn({.path = path, .argv = std::move(argv), .output = output->descriptor()});
  if (!child) return "";
  constexpr Nanoseconds patience = std::chrono::seconds(10);
  if (!process::wait_for(*child, patience)) (void)process::end(*child, patience);
  return output->text();
}

}  // namespace limitest::guest
