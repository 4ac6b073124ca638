// SPDX-License-Identifier: Apache-2.0
// tmpfs: fills a file on a file system that lives in memory.
#include "workloads/lib/shared_work.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"size", Kind::size, "16M", "size of the file, in whole pages"},
    {"path", Kind::word, "/dev/shm", "directory for it; the file has no name in it"},
    how_parameter,
    by_parameter,
    mode_parameter,
    drop_parameter,
    {"thp", Kind::word, "off", "transparent huge pages, where the mount asks for them", "off|on"},
};

int run(const Arguments& arguments, Status& status) {
  if (!not_zero(arguments.size("size"), "size")) return exit_usage;
  FileMemory file(status);
  if (!file.open_in(arguments.path("path"), arguments.size("size"))) return exit_failure;
  return serve_file(file, arguments, status);
}

}  // namespace

extern const Program tmpfs{"tmpfs", "fills a file on tmpfs and holds it; tries again after ENOMEM",
                           parameters, release_again_finish, run};

}  // namespace limitest::workload
