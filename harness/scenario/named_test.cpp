// SPDX-License-Identifier: Apache-2.0
// What a word that names no scenario may have been meant for.
#include "harness/scenario/named.h"

#include <vector>

#include <gtest/gtest.h>

namespace limitest::scenario {
namespace {

std::string suggested(const std::string& word) {
  const std::vector<std::string> names{"limits/hard-limit-kills", "oom-kill/killer-off",
                                       "oom-group/kills-all", "limits/sizes[size=1M]"};
  return suggest_name(word, names);
}

TEST(SuggestName, FindsTheOneOfThatLastPart) {
  EXPECT_EQ(suggested("hard-limit-kills"), "; did you mean 'limits/hard-limit-kills'?");
  EXPECT_EQ(suggested("sizes"), "; did you mean 'limits/sizes'?");
}

TEST(SuggestName, KnowsFoldersToo) {
  EXPECT_EQ(suggested("limit"), "; did you mean 'limits'?");
  EXPECT_EQ(suggested("oom-kil"), "; did you mean 'oom-kill'?");
}

TEST(SuggestName, FindsWhatIsWrittenNearlySo) {
  EXPECT_EQ(suggested("limits/hard-limit-kils"), "; did you mean 'limits/hard-limit-kills'?");
  EXPECT_EQ(suggested("nothing/like/it"), "");
}

}  // namespace
}  // namespace limitest::scenario
