// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/initramfs.h"

#include <set>

#include "harness/base/fd.h"
#include "harness/guest/cpio.h"

namespace limitest::guest {
namespace {

class Tree {
 public:
  void folder(const std::string& path) {
    if (path.empty() || !folders_.insert(path).second) return;
    folder(path.substr(0, path.rfind('/') == std::string::npos ? 0 : path.rfind('/')));
    archive_.folder(path);
  }
  // `path` is absolute.
  void file(const std::string& path, std::string_view content, unsigned mode) {
    folder(path.substr(1, path.rfind('/') == 0 ? 0 : path.rfind('/') - 1));
    archive_.file(path.substr(1), content, mode);
  }
  Cpio& archive() { return archive_; }

 private:
  Cpio archive_;
  std::set<std::string> folders_;
};

// The kernel opens it for the first process before anything is mounted.
void add_console(Tree& tree) {
  constexpr unsigned private_device = 0600;
  constexpr unsigned major = 5;
  constexpr unsigned minor = 1;
  tree.folder("dev");
  tree.archive().device("dev/console", private_device, major, minor);
}

}  // namespace

Result<std::string> build_initramfs(const engine::Programs& programs, const KernelImage& image, Orders orders,
                                    const std::vector<GuestFile>& files) {
  Tree tree;
  add_console(tree);
  for (const char* point : {"proc", "sys", "tmp", "run"}) tree.folder(point);
  tree.folder(std::string(disk_folder).substr(1));
  tree.file("/bin/limitest", LIMITEST_TRY(read_file(programs.limitest)), executable);
  tree.file("/bin/limitest-workload", LIMITEST_TRY(read_file(programs.workload)), executable);
  tree.archive().link("init", "bin/limitest");
  orders.modules.clear();
  for (const Module& module : image.modules) {
    orders.modules.push_back(module.name);
    tree.file(fmt::format("{}/{}", modules_folder, module.name), module.data, 0644);
  }
  if (!image.configuration.empty() && !image.release.empty())
    tree.file("/boot/config-" + image.release, image.configuration, 0644);
  tree.file(orders_file, to_json(orders), 0644);
  for (const GuestFile& file : files) tree.file(file.path, file.content, file.mode);
  return tree.archive().finish();
}

}  // namespace limitest::guest
