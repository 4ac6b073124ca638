// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/shared_work.h"

#include <cerrno>

#include "workloads/lib/score.h"
#include "workloads/lib/writer.h"

namespace limitest::workload {
namespace {

constexpr std::uint64_t piece = std::uint64_t{1} << 20;

FileMemory::How how_of(std::string_view word) {
  if (word == "reserve") return FileMemory::How::reserve;
  return word == "map" ? FileMemory::How::map : FileMemory::How::write;
}

FileMemory::Drop drop_of(std::string_view word) {
  if (word == "hole") return FileMemory::Drop::hole;
  return word == "close" ? FileMemory::Drop::close : FileMemory::Drop::truncate;
}

}  // namespace

SharedWork::SharedWork(FileMemory& file, const Arguments& arguments, Family& family, Status& status)
    : file_(file),
      family_(family),
      status_(status),
      how_(how_of(arguments.word("how"))),
      drop_(drop_of(arguments.word("drop"))),
      by_child_(arguments.word("by") == "child"),
      touches_(arguments.word("mode") == "touch") {}

int SharedWork::fill() {
  const int error = file_.fill(piece, how_);
  if (error == ENOSPC) {
    complain_errno("fill the file", "", error);
  } else if (error != 0) {
    status_.refused(error);
    status_.nap();
  }
  return error;
}

Advance SharedWork::advance() {
  if (by_child_) return let_child_fill();
  if (fill() == ENOSPC) return Advance::failed;
  if (!file_.full()) return Advance::more;
  say(status_, file_.bytes(), "shared memory held.");
  return Advance::complete;
}

Advance SharedWork::let_child_fill() {
  family_.reap();
  if (forked_) {
    if (family_.alive() == 0) return Advance::complete;
    status_.wait_until(now() + millisecond);
    return Advance::more;
  }
  const int error = family_.add([this](std::atomic<std::uint64_t>&) {
    if (!take_score(first_to_go)) return false;
    while (!file_.full() && fill() != ENOSPC) {
    }
    return false;
  });
  forked_ = error == 0;
  if (forked_) return Advance::more;
  status_.refused(error);
  status_.nap();
  return Advance::more;
}

Advance SharedWork::keep() {
  if (!touches_) {
    status_.nap();
    return Advance::more;
  }
  if (file_.full()) file_.rewind();
  return fill() == ENOSPC ? Advance::failed : Advance::more;
}

void SharedWork::release() {
  family_.end_all();
  forked_ = false;
  file_.drop(drop_);
}

int serve_file(FileMemory& file, const Arguments& arguments, Status& status) {
  if (arguments.word("how") == "map" && !file.map()) return exit_failure;
  Family family(status);
  if (arguments.word("by") == "child" && !family.prepare(1)) return exit_failure;
  SharedWork work(file, arguments, family, status);
  const int result = serve(work, status);
  family.end_all();
  return result;
}

}  // namespace limitest::workload
