// SPDX-License-Identifier: Apache-2.0
// Listeners: armed and closed.
#include "harness/engine/as_user.h"
#include "harness/engine/steps/answer.h"

namespace limitest::engine {

Result<> carry_out(const scenario::Listen& listen, const Performance& at) {
  const cgroup::Group* group = at.stage.group(listen.target.cgroup);
  if (group == nullptr) return failure("cgroup {} is not there to listen to", listen.target.cgroup);
  const cgroup::Group* other = listen.through.empty() ? group : at.stage.group(listen.through);
  if (other == nullptr) return failure("cgroup {} is not there to listen through", listen.through);
  Result<> asked;
  const auto ask = [&](const std::string& request) {
    auto answer = as_user(listen.user, [&] { return other->write("cgroup.event_control", request); });
    if (!answer) asked = std::unexpected(answer.error());
    return answer.value_or(Errno{EPERM});
  };
  auto source = cgroup::EventSource::arm(*group, listen.target.file, listen.arguments, ask);
  if (!asked) return asked;
  record_answer(listen.answer, source ? Errno{} : source.error(), at.step);
  if (source && !listen.listener.empty())
    at.stage.listeners.emplace(listen.listener, Listener{std::move(*source)});
  return {};
}

Result<> carry_out(const scenario::Unlisten& unlisten, const Performance& at) {
  at.stage.absorb();  // what has come until now counts
  at.stage.listeners.at(unlisten.listener).source.close();
  at.stage.recorder.mark(at.step.at, "step", at.step.text);
  at.step.outcome = result::StepOutcome::done;
  return {};
}

}  // namespace limitest::engine
