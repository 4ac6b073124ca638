// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "harness/bench/figures/figure.h"

namespace limitest::bench {

const Figures& all_figures() {
  static const Figures all = [] {
    Figures joined;
    for (const auto family :
         {charge_figures, uncharge_figures, kernel_memory_figures, limit_figures, reclaim_figures,
          swap_figures, move_charge_figures, control_figures, growth_figures, latency_figures})
      for (Figure& figure : family()) joined.push_back(std::move(figure));
    return joined;
  }();
  return all;
}

const Figure* find_figure(std::string_view name) {
  const auto found = std::ranges::find(all_figures(), name, &Figure::name);
  return found == all_figures().end() ? nullptr : &*found;
}

}  // namespace limitest::bench
