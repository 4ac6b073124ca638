// SPDX-License-Identifier: Apache-2.0
// forker: what processes cost the kernel: stacks, page tables, task structures.
#include <cerrno>

#include <sys/mman.h>

#include "workloads/lib/family.h"
#include "workloads/lib/pages.h"
#include "workloads/lib/serve.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"children", Kind::count, "50", "processes to fork, one after the other"},
    {"size", Kind::size, "0", "memory each of them writes to, in whole pages"},
    {"keep", Kind::word, "yes",
     "yes: the children stay; no: each ends once it has touched its memory; dead: the same, and nobody waits "
     "for them, they are left as zombies",
     "yes|no|dead"},
};

// In a child. The kernel may refuse the mapping for a while; the memory itself it only delays.
bool use_memory(std::uint64_t size, std::atomic<std::uint64_t>& touched, Status& status) {
  if (size == 0) return true;
  void* memory = MAP_FAILED;
  while (memory == MAP_FAILED) {
    memory = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory != MAP_FAILED) break;
    status.refused(errno);
    sleep_until(now() + nap_length);
  }
  const std::size_t page = page_size();
  for (std::uint64_t offset = 0; offset < size; offset += page) {
    touch_page(static_cast<std::byte*>(memory) + offset, 0);
    touched.fetch_add(page);
    status.touched_more_shared(page);
  }
  return true;
}

class Forker final : public Work {
 public:
  Forker(const Arguments& arguments, Family& family, Status& status)
      : family_(family),
        status_(status),
        wanted_(arguments.count("children")),
        size_(whole_pages(arguments.size("size"))),
        stay_(arguments.word("keep") == "yes"),
        bury_(arguments.word("keep") != "dead") {}

  Advance advance() override {
    if (bury_) family_.reap();
    if (forked_ < wanted_) {
      fork_one();
      return Advance::more;
    }
    if (!settled()) {
      status_.wait_until(now() + millisecond);
      return Advance::more;
    }
    say(status_, forked_, "children forked.");
    return Advance::complete;
  }

  Advance keep() override {
    if (bury_) family_.reap();
    status_.nap();
    return Advance::more;
  }

  void release() override {
    family_.end_all();
    forked_ = 0;
  }

 private:
  void fork_one() {
    const int error = family_.add(
        [this](std::atomic<std::uint64_t>& touched) { return use_memory(size_, touched, status_) && stay_; });
    if (error != 0) {
      status_.refused(error);
      status_.nap();
      return;
    }
    ++forked_;
  }

  // All children have touched all of their memory, or are gone.
  [[nodiscard]] bool settled() const {
    if (!bury_) return family_.all_ended();
    return stay_ ? status_.touched() >= family_.alive() * size_ : family_.alive() == 0;
  }

  Family& family_;
  Status& status_;
  std::uint64_t wanted_;
  std::uint64_t size_;
  bool stay_;
  bool bury_;
  std::uint64_t forked_ = 0;
};

int run(const Arguments& arguments, Status& status) {
  Family family(status);
  if (!family.prepare(arguments.count("children"))) return exit_failure;
  Forker forker(arguments, family, status);
  const int result = serve(forker, status);
  family.end_all();
  return result;
}

}  // namespace

extern const Program forker{
    "forker", "forks children that stay; counts refused forks and tries again, so it outlives the limit",
    parameters, release_again_finish, run};

}  // namespace limitest::workload
