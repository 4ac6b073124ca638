// SPDX-License-Identifier: Apache-2.0
// compactor: has the kernel put free memory together, for which it moves the pages of everybody.
#include <cerrno>
#include <charconv>
#include <string_view>

#include <fcntl.h>
#include <unistd.h>

#include "workloads/lib/serve.h"
#include "workloads/lib/write_text.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"pages", Kind::count, "1", "how many pages the kernel must have moved; then it stops asking"},
};

// Pages moved since the boot; 0 where the kernel does not say.
std::uint64_t pages_moved() {
  static char text[16384];
  constexpr std::string_view key = "\npgmigrate_success ";
  const int file = ::open("/proc/vmstat", O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  std::size_t length = 0;
  for (ssize_t got = 1; got > 0 && length < sizeof text;) {
    got = ::read(file, text + length, sizeof text - length);
    if (got > 0) length += static_cast<std::size_t>(got);
  }
  ::close(file);
  const std::string_view all(text, length);
  const std::size_t at = all.find(key);
  std::uint64_t number = 0;
  if (at != std::string_view::npos) std::from_chars(all.data() + at + key.size(), text + length, number);
  return number;
}

class Compactor final : public RestingWork {
 public:
  Compactor(std::uint64_t pages, Status& status) : RestingWork(status), enough_(pages_moved() + pages) {}

  Advance advance() override {
    // Whatever is written, the whole machine is compacted once (Documentation/admin-guide/sysctl/vm.rst).
    if (!write_text("/proc/sys/vm/compact_memory", "1")) return refused(errno);
    status().beat();
    return pages_moved() >= enough_ ? Advance::complete : Advance::more;
  }

 private:
  std::uint64_t enough_;
};

int run(const Arguments& arguments, Status& status) {
  const std::uint64_t pages = arguments.count("pages");
  if (!not_zero(pages, "pages")) return exit_usage;
  Compactor compactor(pages, status);
  return serve(compactor, status);
}

}  // namespace

extern const Program compactor{"compactor", "has the kernel move pages about to put free memory together",
                               parameters, only_finish, run};

}  // namespace limitest::workload
