// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/serve.h"

#include <unistd.h>

#include "workloads/lib/units.h"
#include "workloads/lib/writer.h"

namespace limitest::workload {
namespace {

enum class Stage : std::uint8_t { taking, holding, released };

// Where a command leads. The phase changes before the receipt, so whoever has seen the receipt never
// sees the phase from before it.
Stage obey(Command command, Stage stage, Work& work, Status& status) {
  if (command == Command::release) {
    work.release();
    stage = Stage::released;
  }
  if (command == Command::again && stage == Stage::released) stage = Stage::taking;
  if (stage != Stage::holding) status.working();
  status.carried_out();
  return stage;
}

Advance go_on(Stage stage, Work& work, Status& status) {
  if (stage == Stage::taking) return work.advance();
  if (stage == Stage::holding) return work.keep();
  status.nap();
  return Advance::more;
}

}  // namespace

int serve(Work& work, Status& status) {
  Stage stage = Stage::taking;
  status.working();
  for (;;) {
    const Command command = status.pending();
    if (command == Command::finish) break;
    if (command != Command::none) stage = obey(command, stage, work, status);
    const Advance step = go_on(stage, work, status);
    if (step == Advance::failed) return exit_failure;
    if (step == Advance::spoiled) return exit_spoiled;
    if (step == Advance::finished) return 0;
    if (step == Advance::complete && stage == Stage::taking) {
      stage = Stage::holding;
      status.holding();
    }
  }
  status.carried_out();
  return 0;
}

bool not_zero(std::uint64_t value, std::string_view name) {
  if (value == 0) complain("--", name, ": must not be 0");
  return value != 0;
}

void say(const Status& status, std::uint64_t bytes, std::string_view what) {
  if (!status.by_hand()) return;
  Writer out(STDOUT_FILENO);
  put_size(out, bytes);
  out.put(" ", what, "\n");
}

}  // namespace limitest::workload
