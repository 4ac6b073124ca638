// SPDX-License-Identifier: Apache-2.0
// The language as a JSON Schema (draft-07), so that editors complete and check scenario files.
#pragma once

#include <string>

#include "harness/scenario/catalogue.h"

namespace limitest::scenario {

// From the same tables as the reader. With a catalogue it knows the workloads and their parameters, too.
std::string json_schema(const Catalogue& catalogue = {});

}  // namespace limitest::scenario
