// SPDX-License-Identifier: Apache-2.0
// Giving pages back: the same batch of pages, charged untimed.
#include <cerrno>

#include <sys/mman.h>
#include <unistd.h>

#include "harness/bench/figures/child.h"
#include "harness/bench/figures/figure.h"
#include "harness/bench/figures/memory.h"

namespace limitest::bench {
namespace {

class DropPages : public Operation {
 public:
  explicit DropPages(Mapping mapping) : mapping_(std::move(mapping)) {}
  static Result<std::unique_ptr<Operation>> make() {
    return std::make_unique<DropPages>(LIMITEST_TRY(Mapping::anonymous(batch_size)));
  }
  Errno prepare() override { return mapping_.populate(); }
  Errno run() override { return mapping_.drop(); }
  [[nodiscard]] double units() const override { return batch_pages; }

 private:
  Mapping mapping_;
};

class Unmap : public Operation {
 public:
  static Result<std::unique_ptr<Operation>> make() { return std::make_unique<Unmap>(); }
  Errno prepare() override {
    auto mapping = Mapping::anonymous(batch_size);
    if (!mapping) return Errno{ENOMEM};
    mapping_.emplace(std::move(*mapping));
    return mapping_->populate();
  }
  Errno run() override {
    mapping_.reset();
    return {};
  }
  [[nodiscard]] double units() const override { return batch_pages; }

 private:
  std::optional<Mapping> mapping_;
};

class Truncate : public Operation {
 public:
  explicit Truncate(Fd file) : file_(std::move(file)) {}
  static Result<std::unique_ptr<Operation>> make() {
    return std::make_unique<Truncate>(LIMITEST_TRY(memory_file()));
  }
  Errno prepare() override { return answer_of(::pwrite(file_.number(), buffer_.data(), buffer_.size(), 0)); }
  Errno run() override { return answer_of(::ftruncate(file_.number(), 0)); }
  [[nodiscard]] double units() const override { return batch_pages; }

 private:
  Fd file_;
  std::vector<char> buffer_ = std::vector<char>(batch_size);
};

// A child that has as many pages goes; timed until its parent has reaped it.
class Exit : public Operation {
 public:
  static Result<std::unique_ptr<Operation>> make() { return std::make_unique<Exit>(); }
  Errno prepare() override {
    child_ = HeldChild::fork([] {
      const auto mapping = Mapping::anonymous(batch_size);
      return mapping && mapping->populate().accepted();
    });
    return child_ ? Errno{} : Errno{EAGAIN};
  }
  Errno run() override {
    child_->let_go();
    child_.reset();
    return {};
  }

 private:
  std::unique_ptr<HeldChild> child_;
};

}  // namespace

Figures uncharge_figures() {
  Figures all;
  for (auto&& family : {in_every_place("uncharge/dontneed", "page", DropPages::make),
                        in_every_place("uncharge/munmap", "page", Unmap::make),
                        in_every_place("uncharge/truncate", "page", Truncate::make),
                        in_every_place("uncharge/exit", "exit with 64 pages", Exit::make)})
    all.insert(all.end(), family.begin(), family.end());
  return all;
}

}  // namespace limitest::bench
