// SPDX-License-Identifier: Apache-2.0
// The parts of the HTML page that only a run on several kernels has.
#pragma once

#include <map>
#include <string>

#include "reports/html_parts.h"
#include "reports/matrix.h"

namespace limitest::reports {

// Where on the page an outcome is told.
using Anchors = std::map<const result::Outcome*, std::string>;
Anchors anchors_of(const std::vector<Entry>& entries);

// The scenario's name, linked.
void write_link_to(Markup& page, const result::Outcome& outcome, const Anchors& anchors);

void write_changes(Markup& page, const Matrix& matrix, const Anchors& anchors);

// Scenarios against cells; each cell leads to its outcome.
void write_grid(Markup& page, const Matrix& matrix, const Anchors& anchors);

// Each failure once, with the cells that share it; then known deviations and skips by reason.
void write_matrix_findings(Markup& page, const Matrix& matrix, const Anchors& anchors);

// The machine of each cell, and the cells left out.
void write_cells(Markup& page, const Matrix& matrix);

}  // namespace limitest::reports
