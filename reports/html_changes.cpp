// SPDX-License-Identifier: Apache-2.0
// What one comes to a matrix for: which scenarios end otherwise than on the kernel before.
#include <fmt/format.h>

#include "reports/html_matrix.h"
#include "reports/text.h"
#include "reports/words.h"

namespace limitest::reports {

namespace {

void write_group(Markup& page, const ChangeGroup& group, const Anchors& anchors) {
  const auto item = page.block("div", {{"class", "change " + std::string(to_string(group.after))}});
  {
    const auto turn = page.block("p", {{"class", "turn"}});
    write_badge(page, group.before);
    page.text(" → ");
    write_badge(page, group.after);
  }
  const auto words = page.block("div");
  {
    const auto names = page.block("p", {{"class", "names"}});
    for (const Change* change : group.changes) write_link_to(page, *change->after, anchors);
  }
  if (!group.reason.empty())
    page.block_text("p", (group.reason_of_before ? "before: " : "") + group.reason, {{"class", "why"}});
}

}  // namespace

void write_changes(Markup& page, const Matrix& matrix, const Anchors& anchors) {
  const std::vector<ChangeGroup> groups = grouped_changes(matrix);
  const auto section = page.block("section", {{"id", "changes"}});
  page.block_text("h2", "Changed from one kernel to the next");
  if (groups.empty()) {
    page.block_text("p", "Nothing: every scenario ended as on the kernel before.", {{"class", "meaning"}});
    return;
  }
  const ChangeGroup* last = nullptr;
  for (const ChangeGroup& group : groups) {
    if (last == nullptr || last->from != group.from || last->to != group.to) {
      const Column& from = matrix.columns[group.from];
      const Column& to = matrix.columns[group.to];
      page.block_text(
          "h3", visible_line(fmt::format("{} → {}, hierarchy {}", from.release, to.release, to.hierarchy)),
          {{"class", "neighbours"}});
    }
    write_group(page, group, anchors);
    last = &group;
  }
}

}  // namespace limitest::reports
