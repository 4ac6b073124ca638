// SPDX-License-Identifier: Apache-2.0
// Fills a file that lives in memory and holds it: what tmpfs and memfd have in common.
#pragma once

#include "workloads/lib/file_memory.h"
#include "workloads/lib/serve.h"

namespace limitest::workload {

class SharedWork final : public Work {
 public:
  SharedWork(FileMemory& file, FileMemory::How how, Status& status)
      : file_(file), how_(how), status_(status) {}

  Advance advance() override;
  Advance keep() override;
  void release() override { file_.drop(); }

 private:
  FileMemory& file_;
  FileMemory::How how_;
  Status& status_;
};

// `file` is open; by the parameter `how`.
int serve_file(FileMemory& file, const Arguments& arguments, Status& status);

inline constexpr Parameter how_parameter{
    "how", Kind::word, "write",
    "write: with write(2), which the kernel may refuse with ENOMEM; map: through a mapping", "write|map"};

}  // namespace limitest::workload
