// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/kernel_image.h"

#include "harness/guest/ar.h"
#include "harness/guest/beside.h"
#include "harness/guest/boot_image.h"
#include "harness/guest/looks_like.h"
#include "harness/guest/opened_cache.h"
#include "harness/guest/package.h"

namespace limitest::guest {
namespace {

Result<KernelImage> open_bare(const std::string& path, BootImage image) {
  KernelImage kernel{.path = path, .release = std::move(image.release)};
  kernel.configuration = std::move(image.configuration);
  if (kernel.configuration.empty()) kernel.configuration = configuration_beside(path, kernel.release);
  kernel.modules =
      LIMITEST_TRY(select_modules(installed_modules(path, kernel.release), kernel.configuration));
  return kernel;
}

// What the package lacks, from those of the same version.
Result<> complete(Package& package, const std::string& path, const std::string& release) {
  for (const std::string& companion : companion_packages(path, release)) {
    const std::string data = LIMITEST_TRY(read_bounded(companion));
    auto other = read_package(data);
    if (!other) return std::unexpected(other.error().within(companion));
    package.modules.merge(other->modules);
    if (package.configuration.empty()) package.configuration = std::move(other->configuration);
  }
  return {};
}

Result<KernelImage> open_package(const std::string& path, std::string_view data) {
  Package package = LIMITEST_TRY(read_package(data));
  if (package.image.empty())
    return failure(
        "it is a Debian package without a kernel in it; from 6.19 on Debian's kernels lie in "
        "linux-binary-*.deb, before in linux-image-*.deb (ci/kernels fetches them)");
  BootImage image = LIMITEST_TRY(read_bzimage(package.image));
  if (package.modules.empty() || package.configuration.empty())
    LIMITEST_TRY_VOID(complete(package, path, image.release));
  auto modules = LIMITEST_TRY(select_modules(package.modules, package.configuration));
  return KernelImage{.path = path,
                     .release = std::move(image.release),
                     .boot_file = std::move(package.image),
                     .modules = std::move(modules),
                     .configuration = std::move(package.configuration)};
}

constexpr std::string_view wanted =
    "a bzImage (as /boot/vmlinuz-*), a vmlinux built with CONFIG_PVH=y, or a kernel's .deb is wanted";

constexpr std::size_t worth_remembering = std::size_t{1} << 20;  // smaller packages are opened in no time

Result<KernelImage> open(const std::string& path, std::string_view data) {
  if (is_ar(data)) return open_package(path, data);
  if (is_bzimage(data)) return open_bare(path, LIMITEST_TRY(read_bzimage(data)));
  if (is_kernel_elf(data)) return open_bare(path, LIMITEST_TRY(read_vmlinux(data)));
  return failure("it is no kernel but {}; {}", looks_like(data), wanted);
}

}  // namespace

Result<KernelImage> open_kernel_image(const std::string& path) {
  if (auto kernel = remembered(path)) return *std::move(kernel);
  const std::string data = LIMITEST_TRY(read_bounded(path));
  auto kernel = open(path, data);
  if (!kernel) return std::unexpected(kernel.error().within(path));
  if (is_ar(data) && data.size() >= worth_remembering) remember(*kernel);
  return kernel;
}

}  // namespace limitest::guest
