// SPDX-License-Identifier: Apache-2.0
// Why a guest came to its end before its time, with the proof.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "harness/guest/guest.h"
#include "harness/result/model.h"

namespace limitest::guest {

enum class Culprit : std::uint8_t {
  unknown,   // it hung or was gone
  kernel,    // its console says so
  emulator,  // QEMU itself ended badly, which says nothing of the kernel
};

struct Death {
  std::string reason;
  Culprit culprit = Culprit::unknown;
  std::vector<result::Evidence> evidence;
};

// Of a guest that is gone: what its console or QEMU said last.
Death autopsy(const Guest& guest);

// Of a guest that is there and does not go on, for `reason` unless its console knows a better one.
Death death_by_silence(const Guest& guest, std::string reason);

// Whether QEMU ended since it has no ivshmem device. BootRequest::serial_only does without.
bool lacks_shared_memory(const Guest& guest);

}  // namespace limitest::guest
