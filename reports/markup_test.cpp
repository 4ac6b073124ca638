// SPDX-License-Identifier: Apache-2.0
#include "reports/markup.h"

#include <gtest/gtest.h>

namespace limitest::reports {
namespace {

TEST(Markup, ClosesElementsWithTheirScope) {
  Markup page;
  {
    const auto list = page.block("ul");
    page.block_text("li", "one");
    const auto item = page.block("li");
    page.text("two ");
    page.phrase_text("b", "bold");
  }
  EXPECT_EQ(std::move(page).finished(), "<ul>\n <li>one</li>\n <li>two <b>bold</b></li>\n</ul>\n");
}

TEST(Markup, EscapesTextAndAttributes) {
  Markup page;
  page.block_text("p", "<a> & 'b'\n", {{"title", "\"x\"\n\t</p>"}});
  EXPECT_EQ(std::move(page).finished(),
            "<p title=\"&quot;x&quot;&#10;&#9;&lt;/p&gt;\">&lt;a&gt; &amp; &#39;b&#39;\n</p>\n");
}

TEST(Markup, AddsNoWhitespaceToText) {
  Markup page;
  {
    const auto outer = page.block("div");
    page.block_text("pre", "  as it was\n  written");
  }
  EXPECT_EQ(std::move(page).finished(), "<div>\n <pre>  as it was\n  written</pre>\n</div>\n");
}

}  // namespace
}  // namespace limitest::reports
