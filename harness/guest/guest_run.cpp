// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/guest_run.h"

#include <algorithm>
#include <iterator>
#include <map>

#include <fmt/ranges.h>
#include <unistd.h>

#include "harness/engine/pace.h"
#include "harness/engine/supervisor.h"
#include "harness/guest/acceleration.h"
#include "harness/guest/boots.h"
#include "harness/guest/death.h"
#include "harness/guest/inquest.h"
#include "harness/guest/qemu.h"
#include "harness/result/json_lines.h"

namespace limitest::guest {
namespace {

using result::Outcome;
using result::Verdict;

// A guest on a crowded host may take its time to boot, ...
constexpr Nanoseconds longest_boot = std::chrono::seconds(120);
// ... but once it is up it speaks every few seconds.
constexpr Nanoseconds longest_silence = std::chrono::seconds(60);
// Beyond a scenario's own timeout, stretched as far as it may be, the supervisor in the guest acts; this is
// for when it cannot.
constexpr Nanoseconds guest_grace = engine::supervisor_grace + std::chrono::seconds(60);
constexpr unsigned most_deaths = 6;
constexpr unsigned most_deaths_by_host = 3;

}  // namespace

class GuestRun::Conduct {
 public:
  Conduct(GuestRequest request, engine::Programs programs, std::string qemu)
      : request_(std::move(request)), programs_(std::move(programs)), qemu_(std::move(qemu)) {
    for (const GuestScenario& one : request_.scenarios) waiting_.push_back(&one);
  }

  Result<> boot() {
    const bool examining = inquest_.open();
    const std::vector<const GuestScenario*>& to_play = examining ? inquest_.suspects() : waiting_;
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
    boot.initramfs =
        LIMITEST_TRY(build_initramfs(programs_, *request_.image, orders, files_to_play(to_play, examining)));
    guest_.reset();
    guest_.emplace(LIMITEST_TRY(Guest::boot(boot)));
    hello_.reset();
    heard_ = {};
    deadlines_.clear();
    last_.reset();
    inquest_.begin();
    return {};
  }

  [[nodiscard]] int descriptor() const { return guest_ ? guest_->descriptor() : -1; }
  [[nodiscard]] std::size_t left() const { return waiting_.size(); }
  [[nodiscard]] bool over() const { return waiting_.empty(); }

  std::vector<Event> take() {
    if (guest_) {
      for (const Record& record : guest_->take()) hear(record);
      if (over())
        guest_.reset();
      else
        look_after();
    }
    return std::exchange(events_, {});
  }

 private:
  void hear(const Record& record) {
    switch (record.kind) {
      case Kind::hello:
        if (auto hello = parse_hello(record.payload)) hello_ = std::move(*hello);
        break;
      case Kind::refusal:
        end_all(Verdict::skip, record.payload, {});
        break;
      case Kind::line:
        hear_line(record.payload);
        break;
      case Kind::over:
        let_go_of_last();
        last_words_ = record.payload;
        break;
      case Kind::beat:
        break;
    }
  }

  void hear_line(const std::string& line) {
    const std::size_t started = heard_.in_flight.size();
    if (!result::take_line(line, heard_)) return;
    if (!heard_.version.empty() && !machine_told_) tell_machine();
    if (heard_.in_flight.size() > started) hear_start(heard_.in_flight.back().scenario);
    for (Outcome& outcome : std::exchange(heard_.outcomes, {})) {
      let_go_of_last();
      deadlines_.erase(outcome.scenario);
      failed_starts_ = 0;
      if (inquest_.open())
        inquest_.hold(std::move(outcome));
      else if (heard_.in_flight.empty())
        last_ = std::move(outcome);
      else
        end(std::move(outcome));
    }
  }

  // Nothing was in flight when it ended. As the next begins, or all is over, its kernel has survived it.
  void let_go_of_last() {
    if (last_) end(*std::exchange(last_, std::nullopt));
  }

  void hear_start(const std::string& scenario) {
    let_go_of_last();
    const GuestScenario* known = find(scenario);
    if (known == nullptr) return;
    // Repeated plays of all scenarios take turns, so none has an end of its own to wait for.
    if (request_.repeat.times == 1 && !known->repeated)
      deadlines_[scenario] =
          monotonic_now() + engine::stretched(known->timeout, engine::most_slowness) + guest_grace;
    if (std::ranges::find(announced_, scenario) != announced_.end()) return;
    announced_.push_back(scenario);
    events_.emplace_back(ScenarioStarted{scenario});
  }

  // After all that it said: whether it goes on.
  void look_after() {
    if (guest_->condition() == Condition::over) return finish_boot();
    if (guest_->condition() == Condition::died) return guest_died(autopsy(*guest_));
    const Nanoseconds now = monotonic_now();
    if (!hello_) {
      if (now > guest_->started() + longest_boot)
        guest_died(hung("the guest did not come up within " + limitest::to_string(longest_boot)));
      return;
    }
    for (const auto& [scenario, deadline] : deadlines_)
      if (now > deadline)
        return guest_died(hung("the guest hung: it plays on, but " + scenario + " does not end"));
    if (now > guest_->last_heard() + longest_silence)
      guest_died(
          hung(fmt::format("the guest hung: no sign of life for {}", limitest::to_string(longest_silence))));
  }

  [[nodiscard]] Death hung(std::string reason) const { return death_by_silence(*guest_, std::move(reason)); }

  void guest_died(Death death) {
    if (!hello_ && !serial_only_ && lacks_shared_memory(*guest_)) {
      serial_only_ = true;
      return boot_again();
    }
    if (last_ && death.culprit == Culprit::kernel) return convict_the_last(std::move(death));
    let_go_of_last();
    if (over()) return;
    std::vector<std::string> in_flight;
    for (const result::InFlight& started : heard_.in_flight) in_flight.push_back(started.scenario);
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
    if (!hello_) return "the guest never started: ";
    return death.culprit == Culprit::emulator ? "the emulator's end, not the kernel's: "
                                              : "between scenarios, ";
  }

  // A group is gone long after its rmdir(2): what the kernel makes of that comes late.
  void convict_the_last(Death death) {
    Outcome outcome = *std::exchange(last_, std::nullopt);
    outcome.verdict = Verdict::fail;
    outcome.reason = "right after it " + death.reason;
    outcome.inexcusable = true;
    std::ranges::move(death.evidence, std::back_inserter(outcome.evidence));
    end(std::move(outcome));
    ++deaths_;
    go_on_after_death();
  }

  void convict(const std::string& scenario, Death death) {
    for (Outcome& outcome : inquest_.close()) end(std::move(outcome));
    fail(scenario, death.reason, death);
  }

  void suspect(const std::vector<std::string>& scenarios, Death death) {
    std::vector<const GuestScenario*> suspects;
    for (const std::string& name : scenarios)
      if (const GuestScenario* known = find(name)) suspects.push_back(known);
    inquest_.suspect(std::move(suspects), std::move(death));
  }

  void finish_boot() {
    if (inquest_.open()) return acquit();
    if (!over()) {
      const std::size_t line = last_words_.find('\n');
      const std::string output = line == std::string::npos ? "" : last_words_.substr(line + 1);
      end_all(Verdict::broken,
              fmt::format("limitest in the guest ended with status {} and no word of it",
                          last_words_.substr(0, line)),
              {{"what it printed", output}});
    }
  }

  void acquit() {
    for (Outcome& outcome : inquest_.close_with_all_guilty()) end(std::move(outcome));
    if (!over()) boot_again();
  }

  void boot_again() {
    if (const Result<> booted = boot(); !booted) end_all(Verdict::broken, booted.error().message, {});
  }

  void fail(const std::string& scenario, const std::string& reason, const Death& death) {
    const GuestScenario* known = find(scenario);
    if (known == nullptr) return;
    Outcome outcome = blank(*known, Verdict::fail, reason);
    outcome.evidence = death.evidence;
    end(std::move(outcome));
  }

  void end_all(Verdict verdict, const std::string& reason, const std::vector<result::Evidence>& evidence) {
    if (!machine_told_) tell_machine();
    for (Outcome& outcome : inquest_.close()) end(std::move(outcome));
    const std::vector<const GuestScenario*> all = waiting_;
    for (const GuestScenario* one : all) {
      Outcome outcome = blank(*one, verdict, reason);
      outcome.evidence = evidence;
      end(std::move(outcome));
    }
  }

  void end(Outcome outcome) {
    const GuestScenario* known = find(outcome.scenario);
    if (known == nullptr) return;
    outcome.file = known->source->file;
    outcome.kernel = kernel();
    if (!hierarchy().empty()) outcome.hierarchy = hierarchy();
    std::erase(waiting_, known);
    events_.emplace_back(ScenarioEnded{std::move(outcome)});
  }

  [[nodiscard]] static Outcome blank(const GuestScenario& one, Verdict verdict, std::string reason) {
    return {.scenario = one.name,
            .claim = one.claim,
            .file = one.source->file,
            .line = 1,
            .verdict = verdict,
            .reason = std::move(reason)};
  }

  [[nodiscard]] const GuestScenario* find(const std::string& name) const {
    const auto found = std::ranges::find(waiting_, name, &GuestScenario::name);
    return found == waiting_.end() ? nullptr : *found;
  }

  [[nodiscard]] std::string kernel() const {
    if (hello_) return hello_->release;
    return request_.image->release.empty() ? request_.image->path : request_.image->release;
  }
  [[nodiscard]] std::string hierarchy() const {
    if (hello_ && !hello_->hierarchy.empty()) return hello_->hierarchy;
    return request_.hierarchy ? std::string(to_string(*request_.hierarchy)) : "";
  }

  void tell_machine() {
    machine_told_ = true;
    result::Machine machine = heard_.machine;
    char host[256] = "";
    (void)::gethostname(host, sizeof host - 1);
    machine.host = fmt::format("a guest on {}", host);
    machine.kernel = kernel();
    machine.hierarchy = hierarchy();
    machine.image = request_.image->path;
    const Hardware& hardware = request_.hardware;
    machine.facts.emplace_back(
        "emulator", fmt::format("QEMU {} ({})", qemu_version(qemu_), to_string(hardware.accelerator)));
    machine.facts.emplace_back(
        "guest", fmt::format("{}, {} CPUs, swap {}", to_string(hardware.memory), hardware.cpus,
                             hello_ && hello_->swap.count > 0 ? to_string(hello_->swap) : "none"));
    if (!request_.append.empty()) machine.facts.emplace_back("boot words", request_.append);
    if (hello_ && !hello_->notes.empty())
      machine.facts.emplace_back("left out", fmt::format("{}", fmt::join(hello_->notes, "; ")));
    events_.emplace_back(MachineKnown{std::move(machine)});
  }

  GuestRequest request_;
  engine::Programs programs_;
  std::string qemu_;

  std::vector<const GuestScenario*> waiting_;  // not ended
  Inquest inquest_;
  std::vector<std::string> announced_;
  std::vector<Event> events_;
  bool machine_told_ = false;
  bool serial_only_ = false;
  unsigned failed_starts_ = 0;
  unsigned deaths_ = 0;
  unsigned deaths_by_host_ = 0;

  // Of the present boot:
  std::optional<Guest> guest_;
  std::optional<Hello> hello_;
  result::Run heard_;
  std::map<std::string, Nanoseconds> deadlines_;
  std::optional<Outcome> last_;  // ended with nothing beside it, and not told yet
  std::string last_words_;
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
