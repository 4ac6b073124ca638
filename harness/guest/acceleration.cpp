// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/acceleration.h"

#include <filesystem>
#include <optional>

#include <fcntl.h>
#include <poll.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "harness/guest/cache_folder.h"
#include "harness/guest/death.h"
#include "harness/guest/initramfs.h"
#include "harness/guest/qemu.h"

namespace limitest::guest {
namespace {

constexpr Nanoseconds longest_trial = std::chrono::seconds(5);

std::string cache_file(const std::string& qemu) {
  const std::string folder = cache_folder();
  if (folder.empty()) return "";
  utsname names{};
  ::uname(&names);
  return fmt::format("{}/kvm-{}-qemu-{}", folder, names.release, qemu_version(qemu));
}

// What a trial has shown; nothing: there was none.
std::optional<bool> remembered_answer(const std::string& file) {
  if (file.empty()) return std::nullopt;
  const auto known = read_file(file);
  return known ? std::optional(known->starts_with("works")) : std::nullopt;
}

bool may_open_kvm() {
  return open_at(AT_FDCWD, "/dev/kvm", O_RDWR).has_value();
}

void remember(const std::string& file, bool works) {
  if (file.empty()) return;
  std::error_code problem;
  std::filesystem::create_directories(std::filesystem::path(file).parent_path(), problem);
  (void)replace_file(file, works ? "works\n" : "hangs\n");
}

// Nothing: it said nothing of KVM, as this kernel or QEMU died by itself.
std::optional<bool> speaks_in_time(Guest& guest) {
  const Nanoseconds deadline = guest.started() + longest_trial;
  while (monotonic_now() < deadline && guest.condition() == Condition::running) {
    pollfd asked{.fd = guest.descriptor(), .events = POLLIN, .revents = 0};
    constexpr int look_again_ms = 100;
    (void)::poll(&asked, 1, look_again_ms);
    for (const Record& record : guest.take())
      if (record.kind == Kind::hello) return true;
  }
  if (autopsy(guest).culprit != Culprit::unknown) return std::nullopt;
  return false;
}

// Nothing where the trial could not be made.
std::optional<bool> works(const std::string& qemu, const KernelImage& image) {
  const auto programs = engine::find_programs();
  if (!programs) return std::nullopt;
  auto initramfs = build_initramfs(*programs, image, Orders{}, {});
  if (!initramfs) return std::nullopt;
  auto guest = Guest::boot({.qemu = qemu,
                            .image = &image,
                            .initramfs = std::move(*initramfs),
                            .hardware = {.accelerator = Accelerator::kvm}});
  if (!guest) return std::nullopt;
  return speaks_in_time(*guest);
}

}  // namespace

Accelerator choose_accelerator(const std::string& qemu, const KernelImage& image) {
  if (!may_open_kvm()) return Accelerator::tcg;
  const std::string file = cache_file(qemu);
  const auto known = remembered_answer(file);
  const auto good = known ? known : works(qemu, image);
  if (!known && good) remember(file, *good);
  return good.value_or(false) ? Accelerator::kvm : Accelerator::tcg;
}

std::string accelerator_so_far(const std::string& qemu) {
  if (!may_open_kvm()) return "emulated (TCG): /dev/kvm cannot be opened";
  const std::string file = cache_file(qemu);
  const auto known = remembered_answer(file);
  if (!known) return "KVM, if a trial guest boots with it the first time; else emulated (TCG)";
  return *known ? "KVM: a trial guest booted with it"
                : fmt::format("emulated (TCG): a trial guest hung on KVM ({})", file);
}

}  // namespace limitest::guest
