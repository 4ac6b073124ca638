// SPDX-License-Identifier: Apache-2.0
// untouched: address space that nothing is ever written to.
#include "workloads/lib/one_mapping.h"
#include "workloads/lib/pages.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"size", Kind::size, "16M", "address space to map, in whole pages"},
    {"mode", Kind::word, "leave",
     "leave: left alone; read: each page is read once, which shows the zero page", "leave|read"},
};

class Untouched final : public OneMapping {
 public:
  Untouched(const Arguments& arguments, Status& status)
      : OneMapping(whole_pages(arguments.size("size")), 0, status, PROT_READ),
        reads_(arguments.word("mode") == "read") {}

 private:
  Advance use(std::byte* memory) override {
    const volatile std::byte* bytes = memory;
    for (std::uint64_t offset = 0; reads_ && offset < size(); offset += page_size()) {
      if (bytes[offset] != std::byte{0}) {
        complain("untouched: the page ", offset / page_size(), " of its memory is not zero");
        return Advance::spoiled;
      }
      status().beat();
    }
    return Advance::complete;
  }

  bool reads_;
};

int run(const Arguments& arguments, Status& status) {
  if (!not_zero(arguments.size("size"), "size")) return exit_usage;
  allow_huge_pages(false);
  Untouched untouched(arguments, status);
  return serve(untouched, status);
}

}  // namespace

extern const Program untouched{"untouched", "maps memory and never writes to it", parameters,
                               release_again_finish, run};

}  // namespace limitest::workload
