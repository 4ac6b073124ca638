// SPDX-License-Identifier: Apache-2.0
#include "harness/bench/figures/markers.h"

// Each has an instruction of its own in it, lest the compiler make one of two that are the same.
extern "C" {
[[gnu::noinline]] void limitest_mark_base() {
  asm volatile("# base" ::: "memory");
}
[[gnu::noinline]] void limitest_mark_subject() {
  asm volatile("# subject" ::: "memory");
}
[[gnu::noinline]] void limitest_mark_control() {
  asm volatile("# control" ::: "memory");
}
[[gnu::noinline]] void limitest_mark_end() {
  asm volatile("# end" ::: "memory");
}
[[gnu::noinline]] void limitest_mark_report() {
  asm volatile("# report" ::: "memory");
}
}
