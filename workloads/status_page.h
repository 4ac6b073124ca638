// SPDX-License-Identifier: Apache-2.0
// The page of shared memory through which a workload reports and is told what to do. The harness
// creates it (a memfd of one page), touches it first and passes the descriptor, so that the page is
// charged to the harness's group: reporting costs the group under test nothing. A pipe would not do:
// its buffers are charged to the writer, and a write fails with ENOMEM at the very limit under test.
//
// Every field is written by one side only. All are lock-free atomics, usable across processes.
#pragma once

#include <atomic>
#include <cstdint>

namespace limitest::workload {

inline constexpr std::uint32_t status_magic = 0x4c544d31;  // "LTM1"

// What a workload is at. Only ever goes up, but for working <-> holding after a command.
enum class Phase : std::uint32_t {
  starting,  // the program has not reached its work yet
  working,   // it uses more memory, or goes over what it has
  holding,   // it has all it was asked for and keeps it
  done,      // it has finished and is about to exit
};

// What the harness asks of a running workload; each workload documents which it follows.
enum class Command : std::uint32_t {
  none,
  release,  // give the memory back (MADV_DONTNEED; free() for the allocators) and stay
  again,    // take the memory again
  finish,   // end in good order, exit status 0
};

struct StatusPage {
  std::atomic<std::uint32_t> magic;  // written by the harness; a workload refuses a page without it
  std::atomic<Phase> phase;
  std::atomic<std::uint64_t> touched;    // bytes of memory the workload has written to and still holds
  std::atomic<std::uint64_t> progress;   // the heartbeat: goes up with every step of work and every touch
  std::atomic<std::int64_t> last_beat;   // CLOCK_MONOTONIC, ns, of the latest progress
  std::atomic<std::uint64_t> failures;   // calls the kernel refused, where the workload survives that
  std::atomic<std::int32_t> last_errno;  // of the latest refusal; 0: none
  std::atomic<std::uint32_t> children;   // processes or threads it runs now
  // Written by the harness: a command and its number. The workload copies the number to `obeyed`
  // when it has carried the command out.
  std::atomic<Command> command;
  std::atomic<std::uint32_t> command_number;
  std::atomic<std::uint32_t> obeyed;
};

// The exit status of a workload that found its memory spoiled: the kernel's doing, where those of sysexits.h
// are ours.
inline constexpr int exit_spoiled = 80;

static_assert(std::atomic<std::uint64_t>::is_always_lock_free && std::atomic<Command>::is_always_lock_free);
static_assert(sizeof(StatusPage) <= 4096);

}  // namespace limitest::workload
