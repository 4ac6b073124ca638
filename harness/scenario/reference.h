// SPDX-License-Identifier: Apache-2.0
// The language reference, as Markdown.
#pragma once

#include <string>

#include "harness/scenario/catalogue.h"

namespace limitest::scenario {

// Every key, step, word, unit, control file and workload, from the same tables as the reader.
std::string language_reference(const Catalogue& catalogue);

}  // namespace limitest::scenario
