// SPDX-License-Identifier: Apache-2.0
// How a measuring process keeps out of its neighbours' way, for the fraction of a second it lives.
#pragma once

#include <string>

namespace limitest::bench {

// The lowest real-time priority, which children inherit; else the best nice value there is. Returns what
// it got, in words.
std::string take_priority();

// Ordinary scheduling again, at the best nice value there is: for what works or waits on a second CPU
// without a break. With every CPU taken at real-time priority the rest of the machine would stand still,
// and with it whoever holds a lock that is waited for.
void give_up_priority();

// Of the CPUs the process may use, the n-th from the end (CPU 0 has the most interrupts).
void stay_on_cpu(int number);

}  // namespace limitest::bench
