// SPDX-License-Identifier: Apache-2.0
// The functions of a kernel by address.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace limitest::bench {

// The text symbols of a kernel, in the order of their addresses.
class Symbols {
 public:
  // Of /proc/kallsyms; lines of other symbols are left out.
  explicit Symbols(std::string_view kallsyms);
  // The function an address is in; "(user)" below the kernel's half, "(unknown)" before the first symbol.
  [[nodiscard]] std::string_view at(std::uint64_t address) const;
  [[nodiscard]] std::size_t size() const { return all_.size(); }

  // A kernel that was linked anew from objects of which one had changed may still carry the table of the
  // old link: then all functions behind the changed one lie a little further on than it says. Where
  // functions really begin is told by the calls that were executed; what moved, moved in long stretches.
  void correct_by(std::vector<std::uint64_t> called);

 private:
  struct Stretch {
    std::uint64_t begin;
    std::int64_t moved;  // so many bytes further on than the table says
  };
  [[nodiscard]] bool has(std::uint64_t address) const;
  [[nodiscard]] std::vector<std::int64_t> possible_moves(std::uint64_t called) const;

  std::vector<std::pair<std::uint64_t, std::string>> all_;
  std::vector<Stretch> stretches_;
};

}  // namespace limitest::bench
