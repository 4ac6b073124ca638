// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/guest.h"

#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "harness/guest/qemu.h"
#include "harness/guest/ring.h"
#include "harness/process/ending.h"
#include "harness/process/spawn.h"

namespace limitest::guest {
namespace {

// A BAR's size is a power of two.
constexpr std::size_t shared_size = std::size_t{8} << 20U;
// The shared memory interrupts nobody: it is looked at that often.
constexpr Nanoseconds look_every = std::chrono::milliseconds(10);

Result<Fd> nameless_file(const char* name) {
  Fd file(::memfd_create(name, MFD_CLOEXEC));
  if (!file) return std::unexpected(Error::from_errno("make a file in memory for a guest"));
  return file;
}

// The path under which a child that inherited the descriptor opens it.
std::string inherited(const Fd& file) {
  return fmt::format("/proc/self/fd/{}", file.number());
}

Result<> fill(const Fd& file, std::string_view content) {
  const auto written = write_all(file.number(), content);
  if (written) return {};
  return std::unexpected(Error::from_errno("hand a file to a guest", written.error().code));
}

Result<Fd> ticking_timer() {
  Fd timer(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK));
  const timespec span{.tv_sec = 0, .tv_nsec = look_every.count()};
  const itimerspec wanted{.it_interval = span, .it_value = span};
  if (!timer || ::timerfd_settime(timer.number(), 0, &wanted, nullptr) != 0)
    return std::unexpected(Error::from_errno("make a timer"));
  return timer;
}

Result<> watch(const Fd& poller, const Fd& file) {
  epoll_event wanted{.events = EPOLLIN, .data = {.fd = file.number()}};
  if (::epoll_ctl(poller.number(), EPOLL_CTL_ADD, file.number(), &wanted) != 0)
    return std::unexpected(Error::from_errno("watch a guest"));
  return {};
}

}  // namespace

std::string_view to_string(Accelerator accelerator) {
  return accelerator == Accelerator::kvm ? "KVM" : "TCG";
}

struct Guest::Parts {
  Fd kernel, initramfs, shared, console, serial, complaints;
  std::optional<SharedMemory> memory;
  Fd timer, poller;
  process::Child qemu;
  Nanoseconds started{}, last_heard{};
  Decoder from_memory, from_serial;
  std::size_t serial_read = 0;
  bool over = false;
  std::optional<process::ExitStatus> ended;

  Parts() = default;
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;
  ~Parts() {
    if (!qemu.pidfd || ended) return;
    constexpr Nanoseconds longest_death = std::chrono::seconds(10);
    (void)process::end(qemu, longest_death);
  }

  Result<> make_files(const BootRequest& request) {
    kernel = LIMITEST_TRY(nameless_file("limitest-kernel"));
    LIMITEST_TRY_VOID(fill(kernel, request.image->boot_file));
    initramfs = LIMITEST_TRY(nameless_file("limitest-initramfs"));
    LIMITEST_TRY_VOID(fill(initramfs, request.initramfs));
    shared = LIMITEST_TRY(nameless_file("limitest-records"));
    if (::ftruncate(shared.number(), static_cast<off_t>(shared_size)) != 0)
      return std::unexpected(Error::from_errno("make memory to share with a guest"));
    memory.emplace(LIMITEST_TRY(SharedMemory::map(shared.number(), shared_size)));
    prepare_ring(*memory);
    console = LIMITEST_TRY(nameless_file("limitest-console"));
    serial = LIMITEST_TRY(nameless_file("limitest-serial"));
    complaints = LIMITEST_TRY(nameless_file("limitest-qemu"));
    timer = LIMITEST_TRY(ticking_timer());
    poller = Fd(::epoll_create1(EPOLL_CLOEXEC));
    return watch(poller, timer);
  }

  Result<> start(const BootRequest& request) {
    const bool unpacked = !request.image->boot_file.empty();
    const QemuFiles files{.kernel = unpacked ? inherited(kernel) : request.image->path,
                          .initramfs = inherited(initramfs),
                          .shared = request.serial_only ? "" : inherited(shared),
                          .shared_size = shared_size,
                          .console = inherited(console),
                          .serial = inherited(serial)};
    auto child = process::spawn(
        {.path = request.qemu,
         .argv = qemu_arguments(request, files),
         .output = complaints.number(),
         .keep = {kernel.number(), initramfs.number(), shared.number(), console.number(), serial.number()}});
    if (!child) return failure("cannot start {}: {}", request.qemu, to_string(child.error()));
    qemu = std::move(*child);
    started = last_heard = monotonic_now();
    return watch(poller, qemu.pidfd);
  }

  void take_from(Decoder& decoder, std::vector<Record>& records) {
    while (auto record = decoder.next()) {
      if (record->kind == Kind::over) over = true;
      last_heard = monotonic_now();
      records.push_back(std::move(*record));
    }
  }

  std::vector<Record> take_records() {
    std::uint64_t ticks = 0;
    (void)!::read(timer.number(), &ticks, sizeof ticks);
    // First whether it has ended, then what it left: nothing can come after that.
    if (!ended) ended = process::reap(qemu.pidfd.number());
    from_memory.feed(guest::take(*memory));
    feed_serial();
    if (ended)
      for (Decoder* decoder : {&from_memory, &from_serial}) decoder->end();
    std::vector<Record> records;
    take_from(from_memory, records);
    take_from(from_serial, records);
    return records;
  }

  void feed_serial() {
    std::string bytes(65536, '\0');
    for (;;) {
      const ssize_t got =
          ::pread(serial.number(), bytes.data(), bytes.size(), static_cast<off_t>(serial_read));
      if (got <= 0) return;
      from_serial.feed({bytes.data(), static_cast<std::size_t>(got)});
      serial_read += static_cast<std::size_t>(got);
    }
  }
};

Guest::Guest(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Guest::Guest(Guest&&) noexcept = default;
Guest& Guest::operator=(Guest&&) noexcept = default;
Guest::~Guest() = default;

Result<Guest> Guest::boot(const BootRequest& request) {
  auto parts = std::make_unique<Parts>();
  LIMITEST_TRY_VOID(parts->make_files(request));
  LIMITEST_TRY_VOID(parts->start(request));
  return Guest(std::move(parts));
}

int Guest::descriptor() const {
  return parts_->poller.number();
}

std::vector<Record> Guest::take() {
  return parts_->take_records();
}

Condition Guest::condition() const {
  if (parts_->over) return Condition::over;
  return parts_->ended ? Condition::died : Condition::running;
}

Nanoseconds Guest::started() const {
  return parts_->started;
}

Nanoseconds Guest::last_heard() const {
  return parts_->last_heard;
}

std::optional<process::ExitStatus> Guest::end() const {
  return parts_->ended;
}

std::string Guest::console() const {
  return read_whole(parts_->console.number()).value_or("");
}

std::string Guest::complaints() const {
  return read_whole(parts_->complaints.number()).value_or("");
}

}  // namespace limitest::guest
