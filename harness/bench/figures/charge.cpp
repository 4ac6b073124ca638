// SPDX-License-Identifier: Apache-2.0
// Charging pages, by kind and by place. Anonymous pages are populated rather than touched: the fault
// handler does the same work, but the processor's exception, and a hypervisor's share in it, is left
// out; that is no cost of the memory controller and can be ten times the page's. charge/touch has it.
#include <array>
#include <cerrno>

#include <sys/mman.h>
#include <unistd.h>

#include "harness/bench/figures/figure.h"
#include "harness/bench/figures/memory.h"
#include "harness/bench/figures/partner.h"

namespace limitest::bench {
namespace {

// Fills a mapping, and has one page of it beside: touched before each sample, so that the per-CPU stock
// of the group just entered is there.
class Populate : public Operation {
 public:
  Populate(Mapping mapping, Mapping first) : mapping_(std::move(mapping)), first_(std::move(first)) {}
  Errno prepare() override { return first_.populate(); }
  Errno run() override { return mapping_.populate(); }
  Errno reset() override {
    const Errno answer = mapping_.drop();
    return answer.accepted() ? first_.drop() : answer;
  }
  [[nodiscard]] double units() const override { return static_cast<double>(mapping_.size() / page_size); }

 protected:
  Mapping mapping_;
  Mapping first_;
};

class Touch : public Populate {
 public:
  using Populate::Populate;
  Errno run() override {
    mapping_.touch();
    return {};
  }
};

template <class Kind>
Result<std::unique_ptr<Operation>> anonymous() {
  return std::make_unique<Kind>(LIMITEST_TRY(Mapping::anonymous(batch_size)),
                                LIMITEST_TRY(Mapping::anonymous(page_size)));
}

// Two huge pages a sample: zeroing them takes as long as a slice allows.
class PopulateHuge : public Populate {
 public:
  using Populate::Populate;
  [[nodiscard]] double units() const override { return 2; }
};

Result<std::unique_ptr<Operation>> huge() {
  constexpr std::size_t two = std::size_t{4} << 20;
  const auto enabled = read_file("/sys/kernel/mm/transparent_hugepage/enabled");
  if (!enabled || enabled->find("[never]") != std::string::npos)
    return failure(
        "transparent huge pages are off; write madvise to "
        "/sys/kernel/mm/transparent_hugepage/enabled");
  return std::make_unique<PopulateHuge>(LIMITEST_TRY(Mapping::anonymous(two, true)),
                                        LIMITEST_TRY(Mapping::anonymous(page_size)));
}

class PopulateAtOnce : public Operation {
 public:
  Errno run() override {
    mapped_ = ::mmap(nullptr, batch_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE,
                     -1, 0);
    return mapped_ == MAP_FAILED ? Errno{errno} : Errno{};
  }
  Errno reset() override { return answer_of(::munmap(mapped_, batch_size)); }
  [[nodiscard]] double units() const override { return batch_pages; }

 private:
  void* mapped_ = nullptr;
};

class FileRead : public Operation {
 public:
  explicit FileRead(Fd file) : file_(std::move(file)) {}
  Errno prepare() override { return punch(file_, batch_size); }
  Errno run() override { return answer_of(::pread(file_.number(), buffer_.data(), buffer_.size(), 0)); }
  Errno reset() override { return punch(file_, batch_size); }
  [[nodiscard]] double units() const override { return batch_pages; }

 protected:
  Fd file_;
  std::vector<char> buffer_ = std::vector<char>(batch_size);
};

class FileWrite : public FileRead {
 public:
  using FileRead::FileRead;
  Errno run() override { return answer_of(::pwrite(file_.number(), buffer_.data(), buffer_.size(), 0)); }
};

template <class Kind, Result<Fd> (*make_file)()>
Result<std::unique_ptr<Operation>> file_operation() {
  return std::make_unique<Kind>(LIMITEST_TRY(make_file()));
}

void append(Figures& all, Figures more) {
  for (Figure& one : more) all.push_back(std::move(one));
}

// A task that charges anonymous memory beside another, against the same alone.
Figure beside_partner(std::string name, bool same_group) {
  return {.name = std::move(name),
          .unit = "page",
          .measure = [same_group](const Scene& scene) -> Result<std::vector<Sample>> {
            const Seat ours = LIMITEST_TRY(scene.seat("ours"));
            const Seat other = same_group ? ours : LIMITEST_TRY(scene.seat("other"));
            const auto operation = LIMITEST_TRY(anonymous<Populate>());
            const auto partner = LIMITEST_TRY(Partner::start(other, *operation));
            if (const Errno answer = ours.entrance()(); !answer.accepted())
              return failure("enter: {}", answer.described());
            const auto enter = [&](bool accompanied) {
              partner->work(accompanied);
              return Errno{};
            };
            return interleave({[&] { return enter(false); }, operation.get()},
                              {[&] { return enter(true); }, operation.get()}, scene.budget);
          }};
}

}  // namespace

Figures charge_figures() {
  Figures all;
  append(all, in_every_place("charge/anon", "page", anonymous<Populate>));
  append(all, in_every_place("charge/touch", "page", anonymous<Touch>));
  append(all, in_every_place("charge/thp", "2M page", huge));
  append(all, in_every_place("charge/shmem", "page", file_operation<FileWrite, memory_file>));
  append(all, in_every_place("charge/file_read", "page", file_operation<FileRead, cached_file>));
  append(all, in_every_place("charge/file_write", "page", file_operation<FileWrite, disk_file>));
  append(all, in_every_place("charge/map_populate", "page", []() -> Result<std::unique_ptr<Operation>> {
           return std::make_unique<PopulateAtOnce>();
         }));
  all.push_back(beside_partner("charge/anon/tasks:2/same", true));
  all.push_back(beside_partner("charge/anon/tasks:2/different", false));
  return all;
}

}  // namespace limitest::bench
