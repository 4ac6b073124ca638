// SPDX-License-Identifier: Apache-2.0
#include "harness/bench/figures/priority.h"

#include <vector>

#include <sched.h>
#include <sys/resource.h>

namespace limitest::bench {

namespace {

bool take_nice_value() {
  for (int nice = -20; nice < 0; nice += 5)
    if (::setpriority(PRIO_PROCESS, 0, nice) == 0) return true;
  return false;
}

}  // namespace

std::string take_priority() {
  sched_param lowest{};
  lowest.sched_priority = 1;
  if (::sched_setscheduler(0, SCHED_FIFO, &lowest) == 0) return "at real-time priority";
  return take_nice_value() ? "with a better nice value" : "at ordinary priority";
}

void give_up_priority() {
  const sched_param none{};
  (void)::sched_setscheduler(0, SCHED_OTHER, &none);
  (void)take_nice_value();
}

void stay_on_cpu(int number) {
  static const std::vector<int> usable = [] {
    cpu_set_t allowed;
    std::vector<int> cpus;
    if (::sched_getaffinity(0, sizeof allowed, &allowed) == 0)
      for (int cpu = CPU_SETSIZE - 1; cpu >= 0; --cpu)
        if (CPU_ISSET(cpu, &allowed)) cpus.push_back(cpu);
    return cpus;
  }();
  if (usable.empty()) return;
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(usable[static_cast<std::size_t>(number) % usable.size()], &one);
  (void)::sched_setaffinity(0, sizeof one, &one);
}

}  // namespace limitest::bench
