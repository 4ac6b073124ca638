// SPDX-License-Identifier: Apache-2.0
// Compares what a report says with what somebody has looked at and found good: a file in approved/.
// With LIMITEST_APPROVE=1 in the environment the file is written instead; look at the diff, then commit it.
#pragma once

#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

namespace limitest::reports {

inline void expect_approved(const std::string& name, const std::string& received) {
  const std::string path = std::string(LIMITEST_APPROVED_DIR) + "/" + name;
  if (std::getenv("LIMITEST_APPROVE") != nullptr) {
    std::ofstream(path, std::ios::binary) << received;
    return;
  }
  std::ifstream file(path, std::ios::binary);
  const std::string approved{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  EXPECT_TRUE(approved == received) << "reports/approved/" << name
                                    << " says otherwise; approve the change with"
                                    << " LIMITEST_APPROVE=1 and git diff. Received:\n"
                                    << received;
}

// The style sheet is looked at in a browser; here it would only make every change of it a change of all.
inline std::string without_style(std::string page) {
  const std::size_t begin = page.find("<style>") + 7;
  page.erase(begin, page.find("</style>") - begin);
  return page;
}

}  // namespace limitest::reports
