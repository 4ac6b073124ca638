// SPDX-License-Identifier: Apache-2.0
// Keeps the harness out of the OOM killer's choice.
#pragma once

namespace limitest::engine {

// oom_score_adj -1000 for this process, read back: some machines refuse it even to root, since it
// needs CAP_SYS_RESOURCE. False if it is not in force; the harness then relies on being outside the
// limited groups alone.
bool protect_from_oom_killer();

}  // namespace limitest::engine
