// SPDX-License-Identifier: Apache-2.0
// Why a guest came to its end before its time, with the proof.
#pragma once

#include <string>
#include <vector>

#include "harness/guest/guest.h"
#include "harness/result/model.h"

namespace limitest::guest {

struct Death {
  std::string reason;
  std::vector<result::Evidence> evidence;
};

// Of a guest that is gone: what its console or QEMU said last.
Death autopsy(const Guest& guest);

// Of a guest that is there and does not go on, for `reason` unless its console knows a better one.
Death death_by_silence(const Guest& guest, std::string reason);

}  // namespace limitest::guest
