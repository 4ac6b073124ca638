// SPDX-License-Identifier: Apache-2.0
#include "reports/page_frame.h"

#include "reports/html_parts.h"

namespace limitest::reports {

void write_page_head(Markup& page, const std::string& title, Literal more_style) {
  const auto head = page.block("head");
  page.empty("meta", {{"charset", "utf-8"}});
  page.empty("meta", {{"http-equiv", "Content-Security-Policy"},
                      {"content",
                       "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
                       "form-action 'none'"}});
  page.empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  page.empty("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  page.block_text("title", title);
  const auto style = page.block("style");
  page.verbatim(style_sheet());
  page.verbatim(more_style);
}

void write_cells(Markup& page, Literal cell, const std::vector<std::string>& texts,
                 std::size_t numbers_from) {
  for (std::size_t i = 0; i < texts.size(); ++i)
    page.block_text(cell, texts[i], i >= numbers_from ? Attributes{{"class", "number"}} : Attributes{});
}

}  // namespace limitest::reports
