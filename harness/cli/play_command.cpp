// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/built_in.h"
#include "harness/cli/commands.h"
#include "harness/engine/job.h"
#include "harness/process/spawn.h"

namespace limitest::cli {

const Command play_command{
    .name = "play",
    .words = "SCENARIO",
    .summary = "play the one scenario handed over in descriptor 3",
    .description = "Started by `limitest run` for each scenario; of no use by hand.",
    .options = {},
    .run =
        [](const Arguments&) { return engine::play_job(process::status_descriptor, built_in_catalogue()); },
    .hidden = true};

}  // namespace limitest::cli
