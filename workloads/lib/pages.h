// SPDX-License-Identifier: Apache-2.0
// Touching memory so that it is really charged: a write to every page (a read would map the zero page),
// other content on every page (or the kernel could store many as one), and nothing -O2 may leave out.
#pragma once

#include <cstddef>
#include <cstdint>

namespace limitest::workload {

class Status;

std::size_t page_size();
std::uint64_t whole_pages(std::uint64_t bytes);  // rounded up

// What the page at `at` holds in a sweep. Never zero, so an untouched or lost page is told apart.
inline std::uint64_t pattern(const void* at, std::uint64_t sweep) {
  std::uint64_t x = reinterpret_cast<std::uintptr_t>(at) + sweep * 0x9e3779b97f4a7c15U;
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
  return (x ^ (x >> 31U)) | 1U;
}

// One word into the page. Volatile: the store happens, and before what follows it.
inline void touch_page(void* at, std::uint64_t sweep) {
  *static_cast<volatile std::uint64_t*>(at) = pattern(at, sweep);
}

// A private anonymous mapping, or null with a message.
std::byte* map_private(std::uint64_t bytes);
// The same, beginning at a multiple of `alignment`, with address space to spare around it.
std::byte* map_aligned(std::uint64_t bytes, std::uint64_t alignment);

// Every page of `bytes`, counted in `touched` one by one.
void touch(std::byte* memory, std::size_t bytes, Status& status);

// Over all pages again: each must still hold what `sweep - 1` left there, then gets its new content.
// Returns the first page that does not, or null. Sweep 0 is what touch() wrote.
const std::byte* sweep_pages(std::byte* memory, std::size_t bytes, std::uint64_t sweep, Status& status);

// Over all pages without writing: the first that does not hold what touch() wrote, or null.
const std::byte* look_at_pages(const std::byte* memory, std::size_t bytes, Status& status);

// Transparent huge pages make usage jump by megabytes; off for this process and its children unless
// asked for.
void allow_huge_pages(bool allowed);

}  // namespace limitest::workload
