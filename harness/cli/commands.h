// SPDX-License-Identifier: Apache-2.0
// Every command's description; each is defined in the file of its name.
#pragma once

#include "harness/cli/command.h"

namespace limitest::cli {

extern const Command bench_command;
extern const Command check_command;
extern const Command clean_command;
extern const Command compare_command;
extern const Command coverage_command;
extern const Command doctor_command;
extern const Command figures_command;
extern const Command guard_command;
extern const Command list_command;
extern const Command matrix_command;
extern const Command measure_command;
extern const Command play_command;
extern const Command prove_command;
extern const Command reference_command;
extern const Command report_command;
extern const Command run_command;
extern const Command show_command;
extern const Command slack_command;

}  // namespace limitest::cli
