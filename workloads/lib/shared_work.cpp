// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/shared_work.h"

#include <cerrno>

#include "workloads/lib/writer.h"

namespace limitest::workload {
namespace {
constexpr std::uint64_t piece = std::uint64_t{1} << 20;
}

Advance SharedWork::advance() {
  const int error = file_.fill(piece, how_);
  if (error == ENOSPC) {
    complain_errno("fill the file", "", error);
    return Advance::failed;
  }
  if (error != 0) {
    status_.refused(error);
    status_.nap();
  }
  if (!file_.full()) return Advance::more;
  say(status_, file_.bytes(), "shared memory held.");
  return Advance::complete;
}

Advance SharedWork::keep() {
  status_.nap();
  return Advance::more;
}

int serve_file(FileMemory& file, const Arguments& arguments, Status& status) {
  const auto how = arguments.word("how") == "map" ? FileMemory::How::map : FileMemory::How::write;
  if (how == FileMemory::How::map && !file.map()) return exit_failure;
  SharedWork work(file, how, status);
  return serve(work, status);
}

}  // namespace limitest::workload
