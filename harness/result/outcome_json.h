// SPDX-License-Identifier: Apache-2.0
// The parts of the result model as JSON and back; json_lines.cpp makes lines of them. Private to this folder.
// The readers throw Json::exception where a key that must be there is missing or is of another type.
#pragma once

#include <nlohmann/json.hpp>

#include "harness/result/model.h"

namespace limitest::result {

using Json = nlohmann::ordered_json;

// Adds the keys of an outcome behind those that are there.
void add_to(Json& json, const Outcome& outcome);
Outcome read_outcome(const Json& json);

Json to_json(const Machine& machine);
Machine read_machine(const Json& json);

// What stands under a key; empty where nothing does.
std::string text_at(const Json& json, const char* key);
Nanoseconds span_at(const Json& json, const char* key);

}  // namespace limitest::result
