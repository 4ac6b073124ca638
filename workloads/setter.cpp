// SPDX-License-Identifier: Apache-2.0
// setter: writes to a control file as somebody else would, beside whatever else goes on.
#include <cerrno>
#include <limits>

#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <unistd.h>

#include "workloads/lib/clock.h"
#include "workloads/lib/serve.h"
#include "workloads/lib/write_text.h"
#include "workloads/lib/writer.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"file", Kind::control_file, "", "the control file of a cgroup, as in box/limit"},
    {"value", Kind::word, "-1", "what it writes"},
    {"other", Kind::word, "", "what it writes every second time, by default the same"},
    {"every", Kind::duration, "10ms", "time from one write to the next; 0: as fast as it can", "", manner},
    {"times", Kind::count, "0", "how many values it writes and then holds; 0: on and on", "", manner},
    {"user", Kind::count, "0", "id of the user who opens and writes, 0: who runs it", "", manner},
    {"namespace", Kind::word, "shared", "own: a cgroup namespace of its own, whose root is its group",
     "shared|own"},
    {"how", Kind::word, "waiting", "nonblocking: with O_NONBLOCK", "waiting|nonblocking"},
};

bool set_apart(std::string_view where) {
  if (where != "own" || ::unshare(CLONE_NEWCGROUP) == 0) return true;
  complain_errno("make a cgroup namespace", "", errno);
  return false;
}

constexpr std::uint64_t most_user = std::numeric_limits<uid_t>::max() - 1;  // one more stands for no change

// Rights are looked at when the file is opened, so the user comes first.
bool become(std::uint64_t user) {
  if (user == 0) return true;
  const auto id = static_cast<uid_t>(user);
  if (::setgroups(0, nullptr) == 0 && ::setgid(id) == 0 && ::setuid(id) == 0) return true;
  complain_errno("become another user", "", errno);
  return false;
}

class Setter final : public RestingWork {
 public:
  Setter(const Arguments& arguments, Status& status)
      : RestingWork(status),
        file_(arguments.control_file("file")),
        values_{arguments.word("value"), arguments.word("other")},
        every_(arguments.duration("every")),
        times_(arguments.count("times")),
        flags_(arguments.word("how") == "nonblocking" ? O_NONBLOCK : 0) {
    if (values_[1].empty()) values_[1] = values_[0];
  }

  Advance advance() override {
    if (!write_text(file_, values_[written_ % 2], flags_)) return refused(errno);
    ++written_;
    status().beat();
    if (times_ != 0 && written_ >= times_) return Advance::complete;
    status().wait_until(now() + every_);
    return Advance::more;
  }

 private:
  const char* file_;
  std::string_view values_[2];
  Time every_;
  std::uint64_t times_;
  int flags_;
  std::uint64_t written_ = 0;
};

int run(const Arguments& arguments, Status& status) {
  if (arguments.count("user") > most_user) {
    complain("--user: ", arguments.count("user"), " is no user's id");
    return exit_usage;
  }
  if (!set_apart(arguments.word("namespace")) || !become(arguments.count("user"))) return exit_failure;
  Setter setter(arguments, status);
  return serve(setter, status);
}

}  // namespace

extern const Program setter{"setter", "writes to a control file, once or on and on, as any user", parameters,
                            only_finish, run};

}  // namespace limitest::workload
