// SPDX-License-Identifier: Apache-2.0
// idle: uses nothing; what its group is charged is what any process costs.
#include "workloads/lib/serve.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"for", Kind::duration, "0s", "time to its exit; 0: it stays"},
};

class Idle final : public Work {
 public:
  Idle(Time end, Status& status) : status_(status), end_(end) {}

  Advance advance() override { return Advance::complete; }
  Advance keep() override {
    if (end_ == 0)
      status_.nap();
    else
      status_.wait_until(end_);
    return end_ != 0 && now() >= end_ ? Advance::finished : Advance::more;
  }
  void release() override {}

 private:
  Status& status_;
  Time end_;
};

int run(const Arguments& arguments, Status& status) {
  const Time span = arguments.duration("for");
  Idle idle(span != 0 ? now() + span : 0, status);
  return serve(idle, status);
}

}  // namespace

extern const Program idle{"idle", "does nothing: the measure of what a mere process costs", parameters,
                          only_finish, run};

}  // namespace limitest::workload
