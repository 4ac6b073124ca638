// SPDX-License-Identifier: Apache-2.0
// memfd: shared memory that no file system shows.
#include "workloads/lib/shared_work.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"size", Kind::size, "16M", "size of the memory, in whole pages"},
    how_parameter,
    by_parameter,
    mode_parameter,
    drop_parameter,
};

int run(const Arguments& arguments, Status& status) {
  if (!not_zero(arguments.size("size"), "size")) return exit_usage;
  FileMemory file(status);
  if (!file.open_memfd(arguments.size("size"))) return exit_failure;
  return serve_file(file, arguments, status);
}

}  // namespace

extern const Program memfd{"memfd", "fills a memfd and holds it; tries again after ENOMEM", parameters,
                           release_again_finish, run};

}  // namespace limitest::workload
