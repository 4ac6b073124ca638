// SPDX-License-Identifier: Apache-2.0
// Fills a file that lives in memory and holds it: what tmpfs and memfd have in common.
#pragma once

#include "workloads/lib/family.h"
#include "workloads/lib/file_memory.h"
#include "workloads/lib/serve.h"

namespace limitest::workload {

class SharedWork final : public Work {
 public:
  // By the parameters below.
  SharedWork(FileMemory& file, const Arguments& arguments, Family& family, Status& status);

  Advance advance() override;
  Advance keep() override;
  void release() override;

 private:
  int fill();
  Advance let_child_fill();

  FileMemory& file_;
  Family& family_;
  Status& status_;
  FileMemory::How how_;
  FileMemory::Drop drop_;
  bool by_child_;
  bool touches_;
  bool forked_ = false;
};

// `file` is open; by the parameters below.
int serve_file(FileMemory& file, const Arguments& arguments, Status& status);

inline constexpr Parameter how_parameter{
    "how", Kind::word, "write",
    "write: with write(2), which the kernel may refuse with ENOMEM; map: through a mapping; reserve: all at "
    "once with fallocate(2), nothing is written",
    "write|map|reserve"};
inline constexpr Parameter by_parameter{
    "by", Kind::word, "itself",
    "child: a child fills it and ends; the OOM killer takes it first, and then there is no other",
    "itself|child"};
inline constexpr Parameter mode_parameter{
    "mode", Kind::word, "hold",
    "hold: leave it alone once it is full; touch: write to all of it over and over", "hold|touch"};
inline constexpr Parameter drop_parameter{
    "drop", Kind::word, "truncate",
    "how it releases the memory: the file is truncated, a hole is punched, or the file is closed for good",
    "truncate|hole|close"};

}  // namespace limitest::workload
