// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/jemalloc.h"

#include <array>
#include <charconv>
#include <string_view>

namespace {

// Without thread caches and a background thread, what is freed is returned by the freeing call itself;
// otherwise a test of a limit becomes a test of timing.
constexpr std::string_view fixed = "background_thread:false,tcache:false";
std::array<char, 128> conf{};

char* append(char* at, std::string_view text) {
  for (const char c : text) *at++ = c;
  return at;
}

}  // namespace

extern "C" {
// Read by jemalloc at its first call. The name is its.
extern const char* je_malloc_conf;  // NOLINT(readability-identifier-naming)
const char* je_malloc_conf = fixed.data();
}

namespace limitest::workload {

void jemalloc_decay(std::int64_t milliseconds) {
  char* at = append(conf.data(), fixed);
  for (const std::string_view name : {",dirty_decay_ms:", ",muzzy_decay_ms:"}) {
    at = append(at, name);
    at = std::to_chars(at, conf.data() + conf.size() - 1, milliseconds).ptr;
  }
  *at = '\0';
  je_malloc_conf = conf.data();
}

}  // namespace limitest::workload
