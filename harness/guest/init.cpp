// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/init.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include <fcntl.h>
#include <net/if.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/base/clock.h"
#include "harness/guest/channel.h"
#include "harness/guest/ext2.h"
#include "harness/guest/mounts.h"
#include "harness/guest/orders.h"
#include "harness/guest/zram.h"
#include "harness/process/output_page.h"
#include "harness/process/spawn.h"

namespace limitest::guest {
namespace {

constexpr const char* program = "/bin/limitest";
constexpr Nanoseconds beat_every = std::chrono::seconds(5);
constexpr std::size_t output_capacity = 65536;

[[noreturn]] void power_off() {
  ::reboot(RB_POWER_OFF);
  for (;;) ::pause();
}

void load_modules(const Orders& orders, Hello& hello) {
  for (const std::string& module : orders.modules) {
    const auto file = open_at(AT_FDCWD, std::string(modules_folder) + "/" + module, O_RDONLY | O_CLOEXEC);
    const bool loaded = file && (::syscall(SYS_finit_module, file->number(), "", 0) == 0 || errno == EEXIST);
    if (!loaded) hello.notes.push_back(Error::from_errno("load the module " + module).message);
  }
}

void bring_up_loopback() {
  const Fd socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  ifreq request{};
  std::string_view("lo").copy(request.ifr_name, IFNAMSIZ - 1);
  request.ifr_flags = IFF_UP;
  if (socket) (void)::ioctl(socket.number(), SIOCSIFFLAGS, &request);
}

// The device to swap to; empty and a note where there can be none.
std::string prepare_swap(Bytes size, Hello& hello) {
  if (size.count == 0) return "";
  const auto device = make_zram_disk(size);
  const Result<> formatted = device ? format_swap(*device, size) : std::unexpected(device.error());
  if (!formatted) {
    hello.notes.push_back("no swap: " + formatted.error().message);
    return "";
  }
  hello.swap = size;
  return *device;
}

Result<> make_disk(Bytes size) {
  const std::string device = LIMITEST_TRY(make_zram_disk(size));
  {
    const Fd disk = LIMITEST_TRY(open_at(AT_FDCWD, device, O_WRONLY));
    for (const Piece& piece : empty_ext2(size))
      if (::pwrite(disk.number(), piece.bytes.data(), piece.bytes.size(), static_cast<off_t>(piece.at)) < 0)
        return std::unexpected(Error::from_errno("write " + device));
  }
  for (const char* type : {"ext4", "ext2"})
    if (::mount(device.c_str(), disk_folder, type, MS_NOATIME, "") == 0) return {};
  return std::unexpected(Error::from_errno("mount an ext4 file system"));
}

// Memory of the initramfs and of tmpfs cannot be dropped and read again.
void prepare_disk(Bytes size, Hello& hello) {
  if (size.count == 0) return;
  const Result<> made = make_disk(size);
  hello.disk = made.has_value();
  if (!made) hello.notes.push_back("no file system with a real page cache: " + made.error().message);
}

void set_environment(bool disk) {
  ::setenv("PATH", "/bin", 1);
  ::setenv("HOME", "/", 1);
  ::setenv("TERM", "dumb", 1);
  ::setenv("TMPDIR", disk ? disk_folder : "/tmp", 1);
  (void)!::chdir(disk ? disk_folder : "/tmp");
  constexpr std::string_view name = "guest";
  (void)::sethostname(name.data(), name.size());
}

class Init {
 public:
  Init(Channel channel, std::string channel_path, Orders orders)
      : channel_(std::move(channel)), channel_path_(std::move(channel_path)), orders_(std::move(orders)) {
    sigset_t wanted;
    ::sigemptyset(&wanted);
    ::sigaddset(&wanted, SIGCHLD);
    ::sigprocmask(SIG_BLOCK, &wanted, nullptr);
    children_ = Fd(::signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK));
  }

  void live() {
    utsname names{};
    ::uname(&names);
    Hello hello{.release = names.release};
    load_modules(orders_, hello);
    bring_up_loopback();
    swap_ = prepare_swap(orders_.swap, hello);
    prepare_disk(orders_.disk, hello);
    set_environment(hello.disk);
    const auto hierarchy = mount_hierarchy(orders_.hierarchy, hello.release);
    if (hierarchy) hello.hierarchy = to_string(*hierarchy);
    hello.uptime = monotonic_now();
    channel_.write(Kind::hello, to_json(hello));
    if (!hierarchy) channel_.write(Kind::refusal, hierarchy.error().message);
    int status = 0;
    if (hierarchy)
      for (const Program& one : orders_.programs) status = std::max(status, run(one));
    channel_.write(Kind::over, fmt::format("{}\n{}", status, said_));
  }

 private:
  int run(const Program& one) {
    constexpr int cannot = 3;
    if (!swap_.empty()) (void)(one.swap ? swap_on(swap_) : swap_off(swap_));
    auto output = process::OutputPage::create(output_capacity);
    if (!output) return cannot;
    std::vector<std::string> argv{"limitest"};
    argv.insert(argv.end(), one.arguments.begin(), one.arguments.end());
    if (one.channel) argv.insert(argv.end(), {"--output", "channel=" + channel_path_});
    const auto child = process::spawn({.path = program, .argv = argv, .output = output->descriptor()});
    if (!child) {
      said_ += "cannot start limitest: " + to_string(child.error()) + "\n";
      return cannot;
    }
    const int status = wait_for(child->pid);
    said_ += output->text();
    return status;
  }

  // Everybody's orphans are ours to reap.
  int wait_for(int wanted) {
    for (;;) {
      int status = 0;
      for (int pid = 0; (pid = ::waitpid(-1, &status, WNOHANG)) > 0;) {
        constexpr int killed = 128;
        if (pid == wanted) return WIFEXITED(status) ? WEXITSTATUS(status) : killed + WTERMSIG(status);
      }
      pollfd asked{.fd = children_.number(), .events = POLLIN, .revents = 0};
      (void)::poll(&asked, 1, static_cast<int>(beat_every / std::chrono::milliseconds(1)));
      beat();
      std::array<signalfd_siginfo, 8> seen{};
      (void)!::read(children_.number(), seen.data(), sizeof seen);
    }
  }

  // However many orphans come.
  void beat() {
    const Nanoseconds now = monotonic_now();
    if (now < last_beat_ + beat_every) return;
    channel_.write(Kind::beat, "");
    last_beat_ = now;
  }

  Channel channel_;
  std::string channel_path_;
  Orders orders_;
  Fd children_;
  std::string swap_;
  std::string said_;
  Nanoseconds last_beat_{};
};

}  // namespace

bool is_guest_init() {
  return ::getpid() == 1 && ::access(orders_file, R_OK) == 0;
}

void run_as_init() {
  mount_basics();
  const std::string path = Channel::find();
  auto channel = Channel::open(path);
  const auto text = read_file(orders_file);
  auto orders = text ? parse_orders(*text) : std::unexpected(text.error());
  if (!channel || !orders) {
    (void)std::fprintf(stderr, "limitest: a guest cannot work: %s\n",
                       (channel ? orders.error() : channel.error()).message.c_str());
    power_off();
  }
  Init(std::move(*channel), path, std::move(*orders)).live();
  power_off();
}

}  // namespace limitest::guest
