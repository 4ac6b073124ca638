// SPDX-License-Identifier: Apache-2.0
// The timeline of a scenario: usage of each of its cgroups by a pread on a kept descriptor, every
// 10 ms while it changes and up to every 40 ms while it does not, the limit when it changes, and
// marks for what happened. Thins itself when long.
#pragma once

#include <string>
#include <vector>

#include "harness/base/fd.h"
#include "harness/cgroup/group.h"
#include "harness/result/model.h"

namespace limitest::engine {

class Recorder {
 public:
  explicit Recorder(Nanoseconds started) : started_(started) {}

  void add_group(const std::string& name, const cgroup::Group& group);
  // Reads the limits again; to be called after anything that may have changed one.
  void refresh_limits();
  void sample_if_due();
  void sample_now();
  void mark(Nanoseconds at, std::string kind, std::string text);
  [[nodiscard]] Nanoseconds until_next_sample() const;

  [[nodiscard]] std::vector<result::Series> take_series();
  [[nodiscard]] std::vector<result::Mark> take_marks() { return std::move(marks_); }

 private:
  struct Gauge {
    std::string name;
    Fd usage;
    Fd limit;
    std::optional<std::int64_t> last_limit;
    std::vector<result::Sample> samples;
  };
  void thin();

  Nanoseconds started_;
  static constexpr Nanoseconds shortest = std::chrono::milliseconds(10);
  Nanoseconds interval_ = shortest;  // grows when the timeline is thinned
  Nanoseconds pause_ = shortest;     // to the next sample; grows while nothing changes
  Nanoseconds next_{};
  std::vector<Gauge> gauges_;
  std::vector<result::Mark> marks_;
};

// The number in a control file of one number, by one pread on its kept descriptor; none for "no
// limit" and for a file that is gone.
std::optional<std::int64_t> read_number(int descriptor);

}  // namespace limitest::engine
