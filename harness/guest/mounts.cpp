// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/mounts.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "harness/base/fd.h"

namespace limitest::guest {
namespace {

using cgroup::Hierarchy;

constexpr const char* top = "/sys/fs/cgroup";
constexpr mode_t ordinary = 0755;

bool mount_at(const char* type, const std::string& point, const char* options = "") {
  ::mkdir(point.c_str(), ordinary);
  return ::mount(type, point.c_str(), type, MS_NOSUID, options) == 0;
}

// The options that systemd gives it on every distribution; kernels before 5.7 know but the first.
bool mount_v2() {
  for (const char* options : {"nsdelegate,memory_recursiveprot", "nsdelegate", ""})
    if (mount_at("cgroup2", top, options)) break;
  const auto controllers = read_file(std::string(top) + "/cgroup.controllers");
  if (!controllers) return false;
  if (controllers->find("memory") == std::string::npos) {
    (void)::umount(top);
    return false;
  }
  if (const auto file = open_at(AT_FDCWD, std::string(top) + "/cgroup.subtree_control", O_WRONLY))
    (void)write_once(file->number(), "+memory");
  return true;
}

// As on a machine of the "hybrid" kind: v1 for memory, and v2 without controllers beside it.
bool mount_v1() {
  if (!mount_at("tmpfs", top, "mode=755")) return false;
  if (!mount_at("cgroup", std::string(top) + "/memory", "memory")) {
    (void)::umount(top);
    return false;
  }
  (void)mount_at("cgroup2", std::string(top) + "/unified");
  return true;
}

bool mount_one(Hierarchy hierarchy) {
  return hierarchy == Hierarchy::v1 ? mount_v1() : mount_v2();
}

std::string_view option_of(Hierarchy hierarchy) {
  return hierarchy == Hierarchy::v1 ? "CONFIG_MEMCG_V1" : "CONFIG_MEMCG";
}

}  // namespace

void mount_basics() {
  (void)mount_at("proc", "/proc");
  (void)mount_at("sysfs", "/sys");
  (void)mount_at("devtmpfs", "/dev");
  (void)mount_at("devpts", "/dev/pts");
  for (const char* point : {"/dev/shm", "/tmp", "/run"}) (void)mount_at("tmpfs", point);
}

Result<Hierarchy> mount_hierarchy(std::optional<Hierarchy> wanted, const std::string& release) {
  for (const Hierarchy one : {Hierarchy::v2, Hierarchy::v1})
    if ((!wanted || *wanted == one) && mount_one(one)) return one;
  if (!wanted)
    return failure(
        "kernel {} has no memory controller; it was built without CONFIG_MEMCG, or booted without it",
        release);
  return failure("kernel {} has no memory controller on {}; it was built without {}, or booted without it",
                 release, to_string(*wanted), option_of(*wanted));
}

}  // namespace limitest::guest
