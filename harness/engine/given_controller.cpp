// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/given_controller.h"

#include <algorithm>
#include <ranges>
#include <utility>

#include "harness/cgroup/reading.h"

namespace limitest::engine {
namespace {

constexpr const char* file = "cgroup.subtree_control";

bool gives(const cgroup::Group& group, const std::string& name) {
  const cgroup::ControlFile* known = cgroup::find_control_file(file);
  return cgroup::number_in(*known, name, group.read(file).value_or("")).value_or(0) > 0;
}

}  // namespace

GivenController::GivenController(const std::string& root, const cgroup::Group& last, std::string name)
    : name_(std::move(name)) {
  const std::string& path = last.path();
  for (std::size_t end = root.size(); end != std::string::npos;
       end = end == path.size() ? std::string::npos : std::min(path.find('/', end + 1), path.size())) {
    auto group = cgroup::Group::open(path.substr(0, end), cgroup::Hierarchy::v2);
    if (!group || gives(*group, name_)) continue;
    if (group->write(file, "+" + name_).accepted()) given_by_.push_back(std::move(*group));
  }
}

GivenController::~GivenController() {
  for (const cgroup::Group& group : std::views::reverse(given_by_)) (void)group.write(file, "-" + name_);
}

}  // namespace limitest::engine
