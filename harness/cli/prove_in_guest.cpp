// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/prove_in_guest.h"

#include <map>

#include "harness/cli/play_in_guest.h"
#include "harness/guest/acceleration.h"
#include "harness/guest/boots.h"
#include "harness/guest/errand.h"
#include "harness/guest/qemu.h"

namespace limitest::cli {
namespace {

// An ablation ends by itself long before; only a guest that hangs is silent for so long, since one that lives
// says so every few seconds.
constexpr Nanoseconds longest_silence = std::chrono::minutes(2);

// Hears what the guest found out.
class Dictation {
 public:
  Dictation(ProofBook& book, const Selection& selection) : book_(book) {
    for (const Selected& one : selection.scenarios) files_[one.scenario.name] = one.source->file;
  }

  Result<> hear(const std::string& line) {
    auto heard = LIMITEST_TRY(reports::parse_proof_line(line));
    if (auto* proof = std::get_if<reports::Proof>(&heard)) {
      proof->file = files_[proof->scenario];
      book_.add(std::move(*proof));
    } else if (auto* unproved = std::get_if<reports::Unproved>(&heard)) {
      book_.add(std::move(*unproved));
    } else if (const auto* planned = std::get_if<reports::Planned>(&heard)) {
      book_.plan(*planned);
    } else {
      ++concluded_;
    }
    return {};
  }
  // How many programs came to their end.
  [[nodiscard]] std::size_t concluded() const { return concluded_; }

 private:
  ProofBook& book_;
  std::map<std::string, std::string> files_;  // by scenario; in the guest they lie elsewhere
  std::size_t concluded_ = 0;
};

Result<guest::BootRequest> boot_for(const guest::GuestRequest& wanted, const guest::Orders& orders,
                                    const std::vector<guest::GuestFile>& files) {
  guest::BootRequest boot{.qemu = LIMITEST_TRY(guest::find_qemu()),
                          .image = wanted.image,
                          .hardware = wanted.hardware,
                          .append = wanted.append};
  boot.hardware.accelerator = choose_accelerator(boot.qemu, *wanted.image);
  const engine::Programs programs = LIMITEST_TRY(engine::find_programs());
  boot.initramfs = LIMITEST_TRY(build_initramfs(programs, *wanted.image, orders, files));
  return boot;
}

}  // namespace

Result<bool> prove_in_guest(const guest::GuestRequest& wanted, const Selection& selection,
                            Interruption& interruption, ProofBook& book) {
  const GuestCast cast = cast_for_guest(selection);
  std::vector<const guest::GuestScenario*> scenarios;
  for (const guest::GuestScenario& one : cast.scenarios) scenarios.push_back(&one);
  const guest::Orders orders{.hierarchy = wanted.hierarchy,
                             .swap = wanted.swap,
                             .disk = guest::disk_size,
                             .programs = guest::programs_to_prove(scenarios, wanted.jobs)};
  const auto boot = LIMITEST_TRY(boot_for(wanted, orders, guest::files_to_play(scenarios, {}, false)));
  Dictation dictation(book, selection);
  const auto last_words =
      LIMITEST_TRY(run_errand(boot,
                              {.hello = [](const guest::Hello&) -> Result<> { return {}; },
                               .line = [&](const std::string& line) { return dictation.hear(line); },
                               .interrupted = [&] { return interruption.happened(); },
                               .wake_descriptor = interruption.descriptor()},
                              longest_silence));
  if (!last_words) return false;
  if (dictation.concluded() == orders.programs.size()) return true;
  return failure("the guest did not prove all: {}", last_words->said);
}

}  // namespace limitest::cli
