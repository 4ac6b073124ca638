// SPDX-License-Identifier: Apache-2.0
#include "reports/matrix_grid.h"

#include <algorithm>

#include <fmt/format.h>

#include "reports/terminal.h"
#include "reports/text.h"
#include "reports/words.h"

namespace limitest::reports {

using result::Verdict;

namespace {

constexpr std::size_t gap = 2;

struct Part {
  std::string text;
  Tone tone = Tone::plain;
};
using Square = std::vector<Part>;

// What a folder came to in a cell: "✗2 ✓14". How many were skipped is told only where nothing else is.
Square square_of(const Counts& counts) {
  Square square;
  std::size_t index = 0;
  bool skipped = false;
  for (const Verdict verdict : result::all_verdicts) {
    const std::size_t number = counts.of[index++];
    skipped = skipped || (number > 0 && verdict == Verdict::skip);
    if (number > 0 && verdict != Verdict::skip)
      square.push_back({fmt::format("{}{}", symbol(verdict), number), tone_of(verdict)});
  }
  if (square.empty()) square.push_back({skipped ? std::string(symbol(Verdict::skip)) : "·", Tone::quiet});
  return square;
}

std::size_t width_of(const Square& square) {
  std::size_t width = square.empty() ? 0 : square.size() - 1;
  for (const Part& part : square) width += columns(part.text);
  return width;
}

class Grid {
 public:
  Grid(const Matrix& matrix, bool colour) : matrix_(matrix), folders_(folders_of(matrix)), colour_(colour) {
    for (const FolderRow& folder : folders_) label_ = std::max(label_, columns(title_of(folder)));
    for (std::size_t column = 0; column < matrix.columns.size(); ++column) {
      std::size_t widest = columns(matrix.columns[column].hierarchy);
      for (const FolderRow& folder : folders_)
        widest = std::max(widest, width_of(square_of(folder.counts[column])));
      widths_.push_back(widest);
    }
    make_room_for_releases();
  }

  std::string render(int width) {
    for (std::size_t from = 0; from < widths_.size();) {
      const std::size_t to = last_that_fits(from, width);
      if (from > 0) out_ += "\n";
      write_block(from, to);
      from = to;
    }
    return std::move(out_);
  }

 private:
  static std::string title_of(const FolderRow& folder) {
    return folder.folder.empty() ? "outside any folder" : visible_line(folder.folder);
  }

  // The columns after `from` that belong to the same kernel, from it on.
  [[nodiscard]] std::size_t end_of_kernel(std::size_t from) const {
    std::size_t to = from + 1;
    while (to < widths_.size() && matrix_.columns[to].kernel == matrix_.columns[from].kernel) ++to;
    return to;
  }

  void make_room_for_releases() {
    for (std::size_t from = 0; from < widths_.size(); from = end_of_kernel(from)) {
      std::size_t room = 0;
      for (std::size_t column = from; column < end_of_kernel(from); ++column)
        room += widths_[column] + (column > from ? gap : 0);
      const std::size_t wanted = columns(matrix_.columns[from].release);
      if (wanted > room) widths_[end_of_kernel(from) - 1] += wanted - room;
    }
  }

  // Cells of one kernel stay together where the width allows it.
  [[nodiscard]] std::size_t last_that_fits(std::size_t from, int width) const {
    std::size_t used = label_;
    std::size_t to = from;
    while (to < widths_.size()) {
      std::size_t more = 0;
      for (std::size_t column = to; column < end_of_kernel(to); ++column) more += widths_[column] + gap;
      if (width > 0 && to > from && used + more > static_cast<std::size_t>(width)) break;
      used += more;
      to = end_of_kernel(to);
    }
    return to;
  }

  void pad(std::size_t used, std::size_t width) { out_.append(width > used ? width - used : 0, ' '); }

  void end_line() {
    out_.erase(out_.find_last_not_of(' ') + 1);
    out_ += "\n";
  }

  void write_releases(std::size_t from, std::size_t to) {
    pad(0, label_);
    for (std::size_t first = from; first < to; first = end_of_kernel(first)) {
      const std::string& release = matrix_.columns[first].release;
      std::size_t room = 0;
      for (std::size_t column = first; column < end_of_kernel(first); ++column)
        room += widths_[column] + (column > first ? gap : 0);
      out_.append(gap, ' ');
      out_ += painted(release, Tone::strong, colour_);
      pad(columns(release), room);
    }
    end_line();
  }

  void write_hierarchies(std::size_t from, std::size_t to) {
    pad(0, label_);
    for (std::size_t column = from; column < to; ++column) {
      out_.append(gap, ' ');
      out_ += painted(matrix_.columns[column].hierarchy, Tone::quiet, colour_);
      pad(columns(matrix_.columns[column].hierarchy), widths_[column]);
    }
    end_line();
  }

  void write_folder(const FolderRow& folder, std::size_t from, std::size_t to) {
    const std::string title = title_of(folder);
    out_ += title;
    pad(columns(title), label_);
    for (std::size_t column = from; column < to; ++column) {
      const Square square = square_of(folder.counts[column]);
      out_.append(gap, ' ');
      for (std::size_t part = 0; part < square.size(); ++part)
        out_ += (part > 0 ? " " : "") + painted(square[part].text, square[part].tone, colour_);
      pad(width_of(square), widths_[column]);
    }
    end_line();
  }

  void write_block(std::size_t from, std::size_t to) {
    write_releases(from, to);
    write_hierarchies(from, to);
    for (const FolderRow& folder : folders_) write_folder(folder, from, to);
  }

  const Matrix& matrix_;
  std::vector<FolderRow> folders_;
  bool colour_;
  std::size_t label_ = 0;
  std::vector<std::size_t> widths_;
  std::string out_;
};

}  // namespace

std::string render_grid(const Matrix& matrix, bool colour, int width) {
  return Grid(matrix, colour).render(width);
}

}  // namespace limitest::reports
