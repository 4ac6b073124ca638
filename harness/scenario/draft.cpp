// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/draft.h"

#include <charconv>
#include <limits>

#include "harness/base/nearest.h"

namespace limitest::scenario {

const Introduced* Draft::require(const Node* key, std::initializer_list<Role> roles,
                                 std::string_view what) const {
  if (key == nullptr) return nullptr;
  if (key->text == "root") {
    refuse(problems, *key, "'root' is outside the scenario's own cgroups; it can only be read");
    return nullptr;
  }
  return value_or_report(names.require(key->text, roles, what), *key, problems).value_or(nullptr);
}

void Draft::introduce(const std::string& name, const Node& at, Introduced what) {
  if (const std::string why = names.why_not(name, what.role); !why.empty()) refuse(problems, at, why);
  if (names.find(name) == nullptr || names.find(name)->removed) names.introduce(name, what);
}

Answer Draft::answer(const Fields& fields) const {
  Answer answer;
  const Node* fails = fields.find("fails");
  if (fails == nullptr) return answer;
  for (const Node* name : scalars_of(*fails, problems)) {
    if (const auto code = errno_from_name(name->text)) {
      answer.errnos.push_back(*code);
      continue;
    }
    const auto near = nearest_word(name->text, errno_names());
    refuse(problems, *name,
           fmt::format(
               "{} is no errno{}", quoted(name->text),
               near ? fmt::format("; did you mean '{}'?", *near) : "; write one such as EBUSY or EINVAL"));
  }
  // Whatever it should have been, a refusal is claimed.
  if (answer.errnos.empty()) answer.errnos.push_back(Errno{EINVAL});
  return answer;
}

UserId Draft::user(const Fields& fields) const {
  const Node* user = fields.find("user");
  return user != nullptr ? read_user(*user, problems) : 0;
}

UserId read_user(const Node& node, Problems& problems) {
  constexpr UserId no_change = std::numeric_limits<UserId>::max();  // what seteuid(2) takes for "as it is"
  UserId number = 0;
  const char* end = node.text.data() + node.text.size();
  const auto parsed = std::from_chars(node.text.data(), end, number);
  if (node.is_scalar() && parsed.ec == std::errc{} && parsed.ptr == end && number != no_change) return number;
  refuse(problems, node, fmt::format("{} is no number of a user", quoted(node.text)));
  return 0;
}

}  // namespace limitest::scenario
