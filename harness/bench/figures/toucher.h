// SPDX-License-Identifier: Apache-2.0
// A child that enters a group and touches memory page by page, until it is killed or has its share. What it
// tells stands in shared memory, charged to whoever made it.
#pragma once

#include <atomic>
#include <functional>
#include <memory>

#include "harness/base/fd.h"
#include "harness/bench/figures/scene.h"

namespace limitest::bench {

struct Touching {
  std::size_t size = 0;
  bool file = false;                                 // page cache instead of anonymous memory
  std::function<bool()> more = [] { return true; };  // asked, in the child, after each page; from the first
                                                     // no on, time stands still, but it goes on touching
};

class Toucher {
 public:
  struct Page {
    std::atomic<std::int64_t> last_touch;  // monotonic ns
    std::atomic<std::size_t> touched;      // pages
  };

  static Result<std::unique_ptr<Toucher>> start(const Seat& seat, const Touching& touching);
  // Kills and reaps it.
  ~Toucher();
  Toucher(const Toucher&) = delete;
  Toucher& operator=(const Toucher&) = delete;

  [[nodiscard]] const Page& page() const { return *page_; }
  [[nodiscard]] int pid() const { return pid_; }
  [[nodiscard]] int pidfd() const { return pidfd_.number(); }

 private:
  explicit Toucher(Page* page) : page_(page) {}
  [[noreturn]] static void live(const Seat& seat, const Touching& touching, const Fd& file, Page& page);

  int pid_ = 0;
  Fd pidfd_;
  Page* page_;
};

}  // namespace limitest::bench
