// SPDX-License-Identifier: Apache-2.0
// jemalloc beside the C library's malloc, under a prefix: the distribution's static library would
// replace malloc for the whole program, so the build renames its public symbols (jemalloc.cmake).
// It also loses its constructor, so that a workload which does not use it pays no page for it.
#pragma once

#include <cstddef>
#include <cstdint>

extern "C" {
void* je_malloc(std::size_t bytes);
void je_free(void* memory);
int je_mallctl(const char* name, void* old_value, std::size_t* old_size, void* new_value,
               std::size_t new_size);
}

namespace limitest::workload {

// Before the first je_malloc(). Zero: freed pages go back to the kernel at once.
void jemalloc_decay(std::int64_t milliseconds);

}  // namespace limitest::workload
