// SPDX-License-Identifier: Apache-2.0
// Cgroups: written to, their files opened, made, removed.
#include <fcntl.h>

#include "harness/engine/as_user.h"
#include "harness/engine/launch.h"
#include "harness/engine/steps/answer.h"

namespace limitest::engine {

Result<> carry_out(const scenario::Write& write, const Performance& at) {
  const cgroup::Group* group = at.stage.group(write.target.cgroup);
  if (group == nullptr) return failure("cgroup {} is not there to write to", write.target.cgroup);
  const Nanoseconds budget = answer_budget(at.settings);
  const auto open_file = at.stage.open_files.find(write.target.through);
  const Fd* kept = open_file == at.stage.open_files.end() ? nullptr : &open_file->second;
  const WriteAnswer answer = LIMITEST_TRY(as_user(
      write.user, [&] { return write_control(*group, write.target.file, write.value, budget, kept); }));
  record_answer(write.answer, answer, at);
  at.stage.recorder.refresh_limits();
  at.stage.recorder.sample_now();
  at.stage.recorder.mark(at.step.at, "step", fmt::format("{}: {}", at.step.text, at.step.seen));
  return {};
}

Result<> carry_out(const scenario::Open& open, const Performance& at) {
  const cgroup::Group* group = at.stage.group(open.target.cgroup);
  if (group == nullptr) return failure("cgroup {} is not there to open a file of", open.target.cgroup);
  const auto which = cgroup::resolve(open.target.file, "", group->hierarchy());
  if (!which) return failure("{} does not exist on {}", open.target.file, to_string(group->hierarchy()));
  auto opened = group->open_file(std::string(which->file->name), which->file->writable ? O_RDWR : O_RDONLY);
  record_answer({}, opened ? Errno{} : opened.error(), at.step);
  if (opened) at.stage.open_files.insert_or_assign(open.name, std::move(*opened));
  return {};
}

Result<> carry_out(const scenario::Mkdir& mkdir, const Performance& at) {
  const cgroup::Group* parent = at.stage.group(mkdir.parent);
  if (parent == nullptr) return failure("cgroup {} is not there to make another in", mkdir.parent);
  auto made = LIMITEST_TRY(as_user(mkdir.user, [&] { return make_group(*parent, mkdir.name); }));
  record_answer(mkdir.answer, made ? Errno{} : made.error(), at.step);
  if (!made) return {};
  at.stage.add_group(mkdir.name, std::move(*made));
  return {};
}

Result<> carry_out(const scenario::Rmdir& rmdir, const Performance& at) {
  const auto group = at.stage.groups.find(rmdir.cgroup);
  if (group == at.stage.groups.end()) return failure("cgroup {} is not there to be removed", rmdir.cgroup);
  const auto remove = [&] { return as_user(rmdir.user, [&] { return group->second.remove(); }); };
  Errno answer = LIMITEST_TRY(remove());
  // A group whose last task has just died is EBUSY for a moment; only a claim of EBUSY wants that.
  if (rmdir.answer.errnos.empty())
    at.stage.late = !at.stage.eventually(at.stage.now() + at.settings.patience, [&] {
      if (!answer.accepted()) answer = remove().value_or(answer);
      return answer.code != EBUSY;
    });
  record_answer(rmdir.answer, answer, at.step);
  return {};
}

}  // namespace limitest::engine
