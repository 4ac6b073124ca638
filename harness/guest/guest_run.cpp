// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/guest_run.h"

#include <iterator>
#include <utility>

#include "harness/base/clock.h"
#include "harness/engine/pace.h"
#include "harness/engine/supervisor.h"
#include "harness/guest/acceleration.h"
#include "harness/guest/boots.h"
#include "harness/guest/death.h"
#include "harness/guest/docket.h"
#include "harness/guest/guest_machine.h"
#include "harness/guest/hearing.h"
#include "harness/guest/inquest.h"
#include "harness/guest/qemu.h"

namespace limitest::guest {
namespace {

using result::Outcome;
using result::Verdict;

// Beyond a scenario's own timeout, stretched as far as it may be, the supervisor in the guest acts; this is
// for when it cannot.
constexpr Nanoseconds guest_grace = engine::supervisor_grace + std::chrono::seconds(60);
constexpr unsigned most_deaths = 6;
constexpr unsigned most_deaths_by_host = 3;

}  // namespace

class GuestRun::Conduct {
 public:
  Conduct(GuestRequest request, engine::Programs programs, std::string qemu)
      : request_(std::move(request)),
        programs_(std::move(programs)),
        qemu_(std::move(qemu)),
        docket_(request_.scenarios) {}

  Result<> boot() {
    const bool examining = inquest_.open();
    const std::vector<const GuestScenario*>& to_play = examining ? inquest_.suspects() : docket_.waiting();
    const Orders orders{.hierarchy = request_.hierarchy,
                        .swap = request_.swap,
                        .disk = disk_size,
                        .programs = programs_to_play(to_play, request_, examining)};
    BootRequest boot{.qemu = qemu_,
                     .image = request_.image,
                     .hardware = request_.hardware,
                     .append = request_.append,
                     .serial_only = serial_only_,
                     .talkative = failed_starts_ > 0};
    boot.initramfs = LIMITEST_TRY(build_initramfs(programs_, *request_.image, orders,
                                                  files_to_play(to_play, request_.known, examining)));
    if (hearing_ && hearing_->hello()) last_hello_ = hearing_->hello();
    hearing_.reset();
    hearing_.emplace(LIMITEST_TRY(Hearing::begin(boot)));
    last_hello_.reset();
    inquest_.begin();
    return {};
  }

  [[nodiscard]] int descriptor() const { return hearing_ ? hearing_->descriptor() : -1; }
  [[nodiscard]] std::size_t left() const { return docket_.waiting().size(); }
  [[nodiscard]] bool over() const { return left() == 0; }

  std::vector<Event> take() {
    if (hearing_) {
      for (Said& said : hearing_->take()) std::visit([&](auto& words) { hear(words); }, said);
      if (over())
        hearing_.reset();
      else
        look_after();
    }
    return docket_.take_events();
  }

 private:
  void hear(const Introduced&) {
    if (!docket_.knows_machine()) introduce();
  }
  void hear(const Declined& declined) { end_all(Verdict::skip, declined.reason, {}); }
  void hear(Done& done) { take_in(std::move(done.outcome)); }
  void hear(Finished& finished) { last_words_ = std::move(finished.words); }

  void hear(const Began& began) {
    const GuestScenario* known = docket_.find(began.scenario);
    if (known == nullptr) return;
    // The guest tells of the last play alone, and there is no telling how many there will be.
    if (request_.repeat.times == 1 && !known->repeated)
      hearing_->expect_end(
          began.scenario,
          monotonic_now() + engine::stretched(known->timeout, engine::most_slowness) + guest_grace);
    docket_.announce(began.scenario);
  }

  // What is found out in an inquest does not count before that is over.
  void take_in(Outcome outcome) {
    if (inquest_.open()) return inquest_.hold(std::move(outcome));
    failed_starts_ = 0;
    end(std::move(outcome));
  }

  // After all that it said: whether it goes on.
  void look_after() {
    const Guest& guest = hearing_->guest();
    if (guest.condition() == Condition::over) return finish_boot();
    if (guest.condition() == Condition::died) return guest_died(autopsy(guest));
    if (auto hung = hearing_->why_hung()) guest_died(death_by_silence(guest, std::move(*hung)));
  }

  void guest_died(Death death) {
    if (!hearing_->hello() && !serial_only_ && lacks_shared_memory(hearing_->guest())) {
      serial_only_ = true;
      return boot_again();
    }
    if (auto last = hearing_->take_last()) {
      if (death.culprit == Culprit::kernel) return convict_the_last(std::move(*last), std::move(death));
      take_in(std::move(*last));
    }
    if (over()) return;
    const std::vector<std::string> in_flight = hearing_->in_flight();
    if (in_flight.empty() || death.culprit == Culprit::emulator) return no_one_to_blame(std::move(death));
    ++deaths_;
    if (in_flight.size() == 1)
      convict(in_flight.front(), std::move(death));
    else
      suspect(in_flight, std::move(death));
    go_on_after_death();
  }

  void go_on_after_death() {
    if (over()) return;
    if (deaths_ >= most_deaths)
      return end_all(Verdict::broken,
                     fmt::format("not played: this kernel had died {} times by then", deaths_), {});
    boot_again();
  }

  // Once may be the host's fault; twice is reported, with all that the kernel said.
  void no_one_to_blame(Death death) {
    if (death.culprit == Culprit::emulator) ++deaths_by_host_;
    if (failed_starts_++ == 0 && deaths_by_host_ < most_deaths_by_host) return boot_again();
    end_all(Verdict::broken, when(death) + death.reason, death.evidence);
  }

  [[nodiscard]] std::string when(const Death& death) const {
    if (!hearing_->hello()) return "the guest never started: ";
    return death.culprit == Culprit::emulator ? "the emulator's end, not the kernel's: "
                                              : "between scenarios, ";
  }

  // See Done in hearing.h.
  void convict_the_last(Outcome outcome, Death death) {
    close_inquest();
    outcome.verdict = Verdict::fail;
    outcome.reason = "right after it " + death.reason;
    outcome.inexcusable = true;
    std::ranges::move(death.evidence, std::back_inserter(outcome.evidence));
    end(std::move(outcome));
    ++deaths_;
    go_on_after_death();
  }

  void convict(const std::string& scenario, Death death) {
    close_inquest();
    const GuestScenario* known = docket_.find(scenario);
    if (known == nullptr) return;
    Outcome outcome = outcome_without_end(*known, Verdict::fail, std::move(death.reason));
    outcome.evidence = std::move(death.evidence);
    end(std::move(outcome));
  }

  void close_inquest() {
    for (Outcome& outcome : inquest_.close()) end(std::move(outcome));
  }

  void suspect(const std::vector<std::string>& scenarios, Death death) {
    std::vector<const GuestScenario*> suspects;
    for (const std::string& name : scenarios)
      if (const GuestScenario* known = docket_.find(name)) suspects.push_back(known);
    inquest_.suspect(std::move(suspects), std::move(death));
  }

  void finish_boot() {
    if (inquest_.open()) return acquit();
    if (over()) return;
    const std::size_t line = last_words_.find('\n');
    const std::string output = line == std::string::npos ? "" : last_words_.substr(line + 1);
    end_all(Verdict::broken,
            fmt::format("limitest in the guest ended with status {} and no word of it",
                        last_words_.substr(0, line)),
            {{"what it printed", output}});
  }

  void acquit() {
    for (Outcome& outcome : inquest_.close_with_all_guilty()) end(std::move(outcome));
    if (!over()) boot_again();
  }

  void boot_again() {
    if (const Result<> booted = boot(); !booted) end_all(Verdict::broken, booted.error().message, {});
  }

  void end_all(Verdict verdict, const std::string& reason, const std::vector<result::Evidence>& evidence) {
    if (!docket_.knows_machine()) introduce();
    close_inquest();
    const std::vector<const GuestScenario*> all = docket_.waiting();
    for (const GuestScenario* one : all) {
      Outcome outcome = outcome_without_end(*one, verdict, reason);
      outcome.evidence = evidence;
      end(std::move(outcome));
    }
  }

  void end(Outcome outcome) {
    const std::optional<Hello> hello = present_hello();
    outcome.kernel = kernel_of(request_, hello);
    if (std::string known = hierarchy_of(request_, hello); !known.empty())
      outcome.hierarchy = std::move(known);
    docket_.end(std::move(outcome));
  }

  void introduce() {
    docket_.introduce(
        describe_guest(request_, qemu_, hearing_ ? hearing_->machine() : result::Machine{}, present_hello()));
  }

  [[nodiscard]] std::optional<Hello> present_hello() const {
    return hearing_ ? hearing_->hello() : last_hello_;
  }

  GuestRequest request_;
  engine::Programs programs_;
  std::string qemu_;
  Docket docket_;
  Inquest inquest_;
  std::optional<Hearing> hearing_;   // of the present boot
  std::optional<Hello> last_hello_;  // of the one before, where there is no present one
  std::string last_words_;
  bool serial_only_ = false;
  unsigned failed_starts_ = 0;
  unsigned deaths_ = 0;
  unsigned deaths_by_host_ = 0;
};

GuestRun::GuestRun(std::unique_ptr<Conduct> conduct) : conduct_(std::move(conduct)) {}
GuestRun::GuestRun(GuestRun&&) noexcept = default;
GuestRun& GuestRun::operator=(GuestRun&&) noexcept = default;
GuestRun::~GuestRun() = default;

Result<GuestRun> GuestRun::start(GuestRequest request) {
  auto programs = LIMITEST_TRY(engine::find_programs());
  auto qemu = LIMITEST_TRY(find_qemu());
  if (request.may_accelerate) request.hardware.accelerator = choose_accelerator(qemu, *request.image);
  auto conduct = std::make_unique<Conduct>(std::move(request), std::move(programs), std::move(qemu));
  LIMITEST_TRY_VOID(conduct->boot());
  return GuestRun(std::move(conduct));
}

int GuestRun::descriptor() const {
  return conduct_->descriptor();
}

std::vector<Event> GuestRun::take() {
  return conduct_->take();
}

std::size_t GuestRun::left() const {
  return conduct_->left();
}

}  // namespace limitest::guest
