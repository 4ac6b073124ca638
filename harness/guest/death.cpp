// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/death.h"

#include <fmt/format.h>

#include "harness/guest/console.h"

namespace limitest::guest {
namespace {

// ": " and the first line of what QEMU said, if it said anything.
std::string words_of(const std::string& complaints) {
  return complaints.empty() ? "" : ": " + complaints.substr(0, complaints.find('\n'));
}

}  // namespace

Death autopsy(const Guest& guest) {
  const std::string console = plain_console(guest.console());
  const std::string cause = cause_of_death(console);
  const std::string complaints = guest.complaints();
  const std::optional<process::ExitStatus> end = guest.end();
  Death death;
  if (!cause.empty())
    death.culprit = Culprit::kernel;
  else if (end && (end->by_signal || end->value != 0))
    death.culprit = Culprit::emulator;
  if (death.culprit == Culprit::kernel)
    death.reason = "the kernel died: " + cause;
  else if (death.culprit == Culprit::emulator)
    death.reason = fmt::format("QEMU {}{}", end->to_string(), words_of(complaints));
  else if (!complaints.empty())
    death.reason = "QEMU ended" + words_of(complaints);
  else
    death.reason = "the guest went away without a word";
  if (!console.empty()) death.evidence.push_back({"console of the guest", console_tail(console)});
  if (!complaints.empty()) death.evidence.push_back({"what QEMU said", complaints});
  return death;
}

Death death_by_silence(const Guest& guest, std::string reason) {
  Death death = autopsy(guest);
  if (death.culprit != Culprit::kernel) death.reason = std::move(reason);
  return death;
}

bool lacks_shared_memory(const Guest& guest) {
  return guest.end() && guest.complaints().find("ivshmem") != std::string::npos;
}

}  // namespace limitest::guest
