// SPDX-License-Identifier: Apache-2.0
// What the program says about itself, generated from the table of workloads.
#pragma once

#include <string_view>

#include "workloads/lib/program.h"
#include "workloads/lib/writer.h"

namespace limitest::workload {

using Programs = std::span<const Program* const>;

const Program* find_program(Programs programs, std::string_view name);

void put_overview(Writer& out, Programs programs);
void put_list(Writer& out, Programs programs);
void put_help(Writer& out, const Program& program);

// All of it as JSON, for the harness to check scenario files against.
void put_description(Writer& out, Programs programs);

std::string_view name_of(Kind kind);
std::string_view name_of(Command command);

}  // namespace limitest::workload
