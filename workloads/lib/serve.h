// SPDX-License-Identifier: Apache-2.0
// The life that every workload leads: work piece by piece, hold, and between pieces do as it is told.
#pragma once

#include <cstdint>

#include "workloads/lib/arguments.h"
#include "workloads/lib/status.h"

namespace limitest::workload {

enum class Advance : std::uint8_t {
  more,      // call again
  complete,  // all is taken: hold
  finished,  // its work is over: exit 0
  failed,    // it cannot do its work, and has said why
  spoiled,   // its memory does not hold what it should, and it has said which
};

class Work {
 public:
  // The next piece of work. Short, as commands are looked at in between.
  virtual Advance advance() = 0;
  // After `complete`, over and over.
  virtual Advance keep() = 0;
  // Gives everything back; advance() starts anew after it.
  virtual void release() = 0;

 protected:
  ~Work() = default;
};

// What most workloads do when the kernel refuses, and once they have all: they rest, with a beating heart.
class RestingWork : public Work {
 public:
  Advance keep() override {
    status_.nap();
    return Advance::more;
  }
  // For those that only obey finish; others override it.
  void release() override {}

 protected:
  explicit RestingWork(Status& status) : status_(status) {}
  ~RestingWork() = default;

  // Refused with `error`: tried again after a nap.
  Advance refused(int error) {
    status_.refused(error);
    status_.nap();
    return Advance::more;
  }
  [[nodiscard]] Status& status() const { return status_; }

 private:
  Status& status_;
};

// Phase holding is told exactly as long as `work` has all it was asked for. `again` has its receipt
// when the taking begins, not when it ends: at a limit it may never end.
int serve(Work& work, Status& status);

inline constexpr Command release_again_finish[] = {Command::release, Command::again, Command::finish};
inline constexpr Command only_finish[] = {Command::finish};

// False with a message when a size or count that must not be zero is.
bool not_zero(std::uint64_t value, std::string_view name);

// By hand only: "100M held."
void say(const Status& status, std::uint64_t bytes, std::string_view what);

}  // namespace limitest::workload
