// SPDX-License-Identifier: Apache-2.0
// What is known of every control file of the memory controller, on both hierarchies: what its
// numbers count, how exact they are, and which names mean the same on v1 and v2.
// Sources: Documentation/admin-guide/cgroup-v1/memory.rst and cgroup-v2.rst of the kernel.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace limitest::cgroup {

enum class Hierarchy : std::uint8_t { v1, v2 };
std::string_view to_string(Hierarchy hierarchy);

// What one unit of a number stands for.
enum class Unit : std::uint8_t { bytes, pages, count, microseconds };

// How far a reading may be from the truth; engine/slack.h turns this into bytes.
enum class Precision : std::uint8_t {
  exact,    // a setting, or a counter that is always up to date
  charged,  // page_counter: charged in per-CPU batches, so it may read high (mm/memcontrol.c, try_charge)
  flushed,  // memory.stat: per-CPU deltas that are flushed from time to time, so it may read late
};

enum class Shape : std::uint8_t {
  single,   // one number, "max" or -1 style "no limit" included
  keyed,    // "key value" lines: memory.stat, memory.events, memory.oom_control
  by_node,  // "key=total N0=..." or "key N0=...": memory.numa_stat; fields "total" and "total.N0"
  psi,      // "some avg10=0.00 ... total=0": memory.pressure; fields "some.avg10", "full.total"
  text,     // lists of ids and words; fields "lines", or a word: how often it stands there
  none,     // cannot be read
};

struct ControlFile {
  std::string_view name;
  bool v1;
  bool v2;
  Shape shape;
  Unit unit;
  Precision precision;
  bool writable;
  std::string_view meaning;
};

std::span<const ControlFile> control_files();
const ControlFile* find_control_file(std::string_view name);

// What a number read from `file` (and `field`, where it has fields) counts, and how exactly.
struct Measure {
  Unit unit;
  Precision precision;
};
Measure measure_of(const ControlFile& file, std::string_view field);

// A name that means the same on both hierarchies.
struct NeutralName {
  std::string_view name;
  std::string_view v1_file, v1_field;  // empty file: v1 has nothing of the kind
  std::string_view v2_file, v2_field;
  std::string_view meaning;
};

std::span<const NeutralName> neutral_names();
const NeutralName* find_neutral_name(std::string_view name);

// A real control file and field behind a name, neutral or real, on one hierarchy; none if it has no such.
struct FileField {
  const ControlFile* file;
  std::string field;
};
std::optional<FileField> resolve(std::string_view name, std::string_view field, Hierarchy hierarchy);

// Every name a scenario may use behind "box/", for "did you mean".
std::span<const std::string> all_control_names();

}  // namespace limitest::cgroup
