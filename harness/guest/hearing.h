// SPDX-License-Identifier: Apache-2.0
// One boot of a guest and what it says, in the order in which it may be believed.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "harness/guest/guest.h"
#include "harness/guest/orders.h"
#include "harness/result/model.h"

namespace limitest::guest {

// It has described itself: machine() is known.
struct Introduced {};
// It will play nothing, and says why.
struct Declined {
  std::string reason;
};
struct Began {
  std::string scenario;
};
// One that ended with nothing beside it is told as the next begins or all is over: only then has its kernel
// survived it, since a group is gone long after its rmdir(2).
struct Done {
  result::Outcome outcome;
};
// All was played; what its programs left: their worst exit status, a line end, and what they printed.
struct Finished {
  std::string words;
};
using Said = std::variant<Introduced, Declined, Began, Done, Finished>;

class Hearing {
 public:
  static Result<Hearing> begin(const BootRequest& request);

  [[nodiscard]] int descriptor() const { return guest_.descriptor(); }
  [[nodiscard]] const Guest& guest() const { return guest_; }
  // None before it is up.
  [[nodiscard]] const std::optional<Hello>& hello() const { return hello_; }
  [[nodiscard]] const result::Machine& machine() const { return heard_.machine; }

  // Never blocks.
  std::vector<Said> take();

  // The one whose end has not been told yet, see Done.
  std::optional<result::Outcome> take_last();
  // Those that began and did not end.
  [[nodiscard]] std::vector<std::string> in_flight() const;

  // A scenario in flight that has not ended by then makes the guest count as hung.
  void expect_end(const std::string& scenario, Nanoseconds deadline);
  // Why a guest that is still there does not go on, if it does not.
  [[nodiscard]] std::optional<std::string> why_hung() const;

 private:
  explicit Hearing(Guest guest) : guest_(std::move(guest)) {}

  void hear(const Record& record, std::vector<Said>& said);
  void hear_line(const std::string& line, std::vector<Said>& said);
  void tell_last(std::vector<Said>& said);

  Guest guest_;
  std::optional<Hello> hello_;
  result::Run heard_;
  bool introduced_ = false;
  std::map<std::string, Nanoseconds> deadlines_;
  std::optional<result::Outcome> last_;
};

}  // namespace limitest::guest
