// SPDX-License-Identifier: Apache-2.0
// What a run found out, as plain values. The engine fills these in, json_lines.h saves and restores
// them, reports/ turns them into something to look at; none of those sees more than this.
// Instants are counted from the start of the scenario unless a comment says otherwise.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "harness/base/bytes.h"

namespace limitest::result {

// Who is to blame, in five words.
enum class Verdict : std::uint8_t {
  pass,    // the kernel kept the claim
  fail,    // the kernel broke it (a WARN, oops or taint meanwhile counts too)
  known,   // it broke it as a rule with a version range and a reference says it does
  skip,    // a need is unmet on this machine; `reason` says which, and what to do
  broken,  // our side failed, or the host was too disturbed to judge
};

// "pass", "fail", ...
std::string_view to_string(Verdict verdict);
std::optional<Verdict> verdict_from_string(std::string_view word);
inline constexpr Verdict all_verdicts[] = {Verdict::fail, Verdict::broken, Verdict::known, Verdict::skip,
                                           Verdict::pass};

enum class StepOutcome : std::uint8_t {
  done,
  failed,
  broken,
  not_reached,
  left_out,  // it is not for this machine; `seen` says why
};
std::string_view to_string(StepOutcome outcome);
std::optional<StepOutcome> step_outcome_from_string(std::string_view word);

// One step of a scenario as it went.
struct Step {
  std::string
      text;      // as a reader would say it: "expect hog paused", "write 90M to box/memory.limit_in_bytes"
  int line = 0;  // in the scenario file, 1-based
  StepOutcome outcome = StepOutcome::not_reached;
  std::string expected;  // "EBUSY", "keep.touched >= 100M"; empty where a step claims nothing
  std::string seen;      // "accepted", "keep.touched = 50M"
  std::string slack;     // the tolerance of a byte comparison with its derivation; empty without one
  Nanoseconds at{};      // when the step began
  Nanoseconds took{};
};

// Usage and limit of one cgroup at one instant.
struct Sample {
  Nanoseconds at{};
  std::int64_t usage = 0;             // bytes
  std::optional<std::int64_t> limit;  // bytes; none: unlimited
};

// The timeline of one cgroup.
struct Series {
  std::string cgroup;  // its name in the scenario
  std::vector<Sample> samples;
};

// Something that happened: a step's write, a process's start or death, a notice from the kernel.
struct Mark {
  Nanoseconds at{};
  std::string kind;  // "step", "start", "end", "kill", "pause", "resume", "notice"
  std::string text;
};

// What somebody needs to judge a failure without a second run.
struct Evidence {
  std::string title;  // "box/memory.stat", "hog (pid 4711): kernel stack", "kernel log"
  std::string text;
};

// How often a scenario was played in one run, and to what end.
struct Plays {
  unsigned played = 0;
  unsigned passed = 0;
  unsigned failed = 0;  // known failures included
  unsigned broken = 0;
};

// One scenario, ended.
struct Outcome {
  std::string scenario;  // its name: "oom/hard-limit-kills"
  std::string claim;     // the promise under test, in words
  std::string file;      // where it was read from
  int line = 0;          // where to point: the failed step, else the first line
  Verdict verdict = Verdict::broken;
  std::string reason;  // one line; empty for a pass
  // The kernel complained, kept a group or spoiled memory: no known rule and no chance excuses that.
  bool inexcusable = false;
  // It failed while the host gave no fair chance: broken, unless a known rule foretold that failure.
  bool disturbed = false;
  std::vector<std::string> remarks;  // one line each, worth reading whatever the verdict: an outdated rule
  std::optional<Plays> plays;        // of one that was played repeatedly; all below is of one play then
  std::string kernel;                // filled by a matrix of kernels, else empty
  std::string hierarchy;
  Nanoseconds started{};  // since the start of the run
  Nanoseconds duration{};
  std::vector<Step> steps;
  std::vector<Series> timeline;
  std::vector<Mark> marks;
  std::vector<Evidence> evidence;
};

// The machine a run took place on, as label and value in the order they are worth reading.
struct Machine {
  std::string host;
  std::string kernel;     // uname -r
  std::string hierarchy;  // "v1", "v2", "none"
  std::string image;      // the file a guest was booted from; empty for the machine itself
  std::vector<std::pair<std::string, std::string>> facts;
  std::vector<std::string> options{};  // what else it was asked for with: "--memory", "2G"
};

// One kernel on one hierarchy: a column of a matrix.
struct Cell {
  Machine machine;       // the guest, without host; only kernel and hierarchy before it has spoken
  std::string left_out;  // why nothing is played here; empty where something is
};

// A scenario that has started. Kernel and hierarchy are those of its cell, empty outside a matrix.
struct InFlight {
  std::string scenario;
  std::string kernel;
  std::string hierarchy;
  std::string file{};  // where it was read from
  bool operator==(const InFlight&) const = default;
};

// A whole run, complete or not.
struct Run {
  std::string id;       // "2026-11-23T20:06:07Z-4711"
  std::string version;  // of limitest
  std::string started;  // UTC, "2026-11-23T20:06:07Z"
  std::vector<std::string> command;
  Machine machine;
  std::vector<Cell> cells;  // of a matrix, in the order that was asked for; else empty
  std::vector<Outcome> outcomes;
  std::vector<InFlight> in_flight;  // started, never ended: what a crash interrupted
  bool finished = false;            // the closing line was written
  bool interrupted = false;
  Nanoseconds duration{};
};

// Whether `started` is what `outcome` ended.
bool is_end_of(const Outcome& outcome, const InFlight& started);

// Whether it ended before its end: interrupted, or died.
bool is_cut_short(const Run& run);

// How many outcomes of `run` have `verdict`.
std::size_t count(const Run& run, Verdict verdict);

// The exit status of `limitest run`: 0 all passed (or known), 1 something failed, 3 broken or cut
// short, 4 nothing was verified, in a matrix on one of its kernels, 130 interrupted. A failure of the kernel
// outweighs a failure of ours.
inline constexpr int nothing_verified = 4;
int exit_status(const Run& run);

}  // namespace limitest::result
