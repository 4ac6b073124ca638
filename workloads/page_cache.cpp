// SPDX-License-Identifier: Apache-2.0
// page-cache: brings a file into the page cache by reading or writing it.
#include <array>
#include <cerrno>
#include <cstdlib>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "workloads/lib/file_memory.h"
#include "workloads/lib/pages.h"
#include "workloads/lib/serve.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"size", Kind::size, "16M", "size of the file, in whole pages"},
    {"path", Kind::word, "",
     "directory for it, default $TMPDIR or the current one; the file has no name in it"},
    {"mode", Kind::word, "read",
     "read: a file written, synced and dropped from the cache before (phase starting) is read; "
     "map: it is mapped and its pages are looked at; change: it is mapped and its pages are written to; "
     "copy: the same in a private mapping, so that each page gets a copy of its own; "
     "write: the file is written, its cache is dirty; sync: it is written, and written out after each sweep",
     "read|map|change|copy|write|sync"},
    {"sweeps", Kind::count, "1", "how often to go through the file before holding; 0: for ever, holding"},
};

constexpr std::uint64_t piece = std::uint64_t{1} << 20;

class PageCache final : public Work {
 public:
  PageCache(FileMemory& file, const Arguments& arguments, Status& status)
      : file_(file),
        status_(status),
        syncs_(arguments.word("mode") == "sync"),
        reads_(!syncs_ && arguments.word("mode") != "write"),
        copies_(arguments.word("mode") == "copy"),
        changes_(copies_ || arguments.word("mode") == "change"),
        maps_(changes_ || arguments.word("mode") == "map"),
        sweeps_(arguments.count("sweeps")) {}

  // Written back and dropped piece by piece, so that at no time much of it is charged to the group.
  bool prepare() {
    if (!reads_) return true;
    while (!file_.full() && status_.pending() != Command::finish) {
      if (!survives(file_.fill(piece, FileMemory::How::write))) return false;
      if (::fsync(file_.fd()) != 0 && !survives(errno)) return false;
      ::posix_fadvise(file_.fd(), 0, 0, POSIX_FADV_DONTNEED);
    }
    status_.touched_now(0);
    return !maps_ || map();
  }

  Advance advance() override {
    if (!survives(reads_ ? read_more() : file_.fill(piece, FileMemory::How::write))) return Advance::failed;
    if (reads_ ? position_ < file_.bytes() : !file_.full()) return Advance::more;
    if (syncs_ && ::fsync(file_.fd()) != 0 && !survives(errno)) return Advance::failed;
    ++swept_;
    if (swept_ == 1) say(status_, file_.bytes(), "of a file in the page cache.");
    if (sweeps_ == 0 || swept_ >= sweeps_) return Advance::complete;
    rewind();
    return Advance::more;
  }

  Advance keep() override {
    if (sweeps_ != 0) {
      status_.nap();
      return Advance::more;
    }
    rewind();
    Advance step = Advance::more;
    while (step == Advance::more && status_.pending() == Command::none) step = advance();
    return step;
  }

  void release() override {
    if (reads_) {
      if (maps_) ::madvise(mapped_, file_.bytes(), MADV_DONTNEED);
      ::posix_fadvise(file_.fd(), 0, 0, POSIX_FADV_DONTNEED);
      status_.touched_now(0);
    } else {
      file_.drop();
    }
    position_ = 0;
    swept_ = 0;
  }

 private:
  bool survives(int error) {
    if (error == 0) return true;
    if (error == ENOSPC || error == EIO || error == EDQUOT) {
      complain_errno("page-cache: use the file", "", error);
      return false;
    }
    status_.refused(error);
    status_.nap();
    return true;
  }

  int read_more() {
    static std::array<std::byte, 65536> buffer;
    for (std::uint64_t done = 0; done < piece && position_ < file_.bytes();) {
      const std::size_t page = page_size();
      if (maps_) {
        use(mapped_ + position_);
      } else {
        const ssize_t got = ::pread(file_.fd(), buffer.data(), page, static_cast<off_t>(position_));
        if (got <= 0) return got < 0 ? errno : EIO;
      }
      position_ += page;
      done += page;
      if (swept_ == 0)
        status_.touched_more(page);
      else
        status_.beat();
    }
    return 0;
  }

  bool map() {
    void* at = ::mmap(nullptr, file_.bytes(), changes_ ? PROT_READ | PROT_WRITE : PROT_READ,
                      copies_ ? MAP_PRIVATE : MAP_SHARED, file_.fd(), 0);
    if (at == MAP_FAILED) {
      complain_errno("map the file", "", errno);
      return false;
    }
    mapped_ = static_cast<std::byte*>(at);
    return true;
  }

  void use(std::byte* page) const {
    if (changes_)
      touch_page(page, swept_);
    else
      static_cast<void>(*static_cast<const volatile std::byte*>(page));
  }

  void rewind() {
    position_ = 0;
    if (!reads_) file_.rewind();
  }

  FileMemory& file_;
  Status& status_;
  bool syncs_;
  bool reads_;
  bool copies_;
  bool changes_;
  bool maps_;
  std::byte* mapped_ = nullptr;
  std::uint64_t sweeps_;
  std::uint64_t swept_ = 0;
  std::uint64_t position_ = 0;
};

const char* directory(const Arguments& arguments) {
  if (!arguments.word("path").empty()) return arguments.path("path");
  const char* temporary = std::getenv("TMPDIR");
  return temporary != nullptr && *temporary != '\0' ? temporary : ".";
}

int run(const Arguments& arguments, Status& status) {
  if (!not_zero(arguments.size("size"), "size")) return exit_usage;
  FileMemory file(status);
  if (!file.open_in(directory(arguments), arguments.size("size"))) return exit_failure;
  PageCache cache(file, arguments, status);
  return cache.prepare() ? serve(cache, status) : exit_failure;
}

}  // namespace

extern const Program page_cache{"page-cache", "brings a file into the page cache and keeps it open",
                                parameters, release_again_finish, run};

}  // namespace limitest::workload
