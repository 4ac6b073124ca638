#pragma once
#include "harness/scenario/catalogue.h"
namespace limitest::scenario { inline std::string json_schema() { return "{}"; } inline std::string language_reference(const Catalogue&) { return ""; } }
