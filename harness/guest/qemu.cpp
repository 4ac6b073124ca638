// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/qemu.h"

#include "harness/engine/launch.h"
#include "harness/guest/output_of.h"

namespace limitest::guest {
namespace {

constexpr const char* program = "qemu-system-x86_64";

// Words for every guest's kernel:
//   panic, oops      a broken kernel ends the guest at once, and the console tells why
//   loglevel=3       the dumps of OOM kills (level 3 and up) would crawl over the serial line
//   swapaccount=1    memsw on v1 up to 5.19, off by default in Debian's kernels
//   psi=1            where pressure accounting is built in but off
//   no_timer_check, nowatchdog, rcu stalls suppressed, mitigations=off
//                    an emulated CPU that its host does not schedule is no kernel bug; and isolated
//                    page tables cost an emulator a TLB flush at every system call
std::string kernel_command_line(const BootRequest& request) {
  std::string words =
      "console=ttyS0 panic=-1 oops=panic swapaccount=1 psi=1 no_timer_check nowatchdog "
      "rcupdate.rcu_cpu_stall_suppress=1 mitigations=off";
  words += request.talkative ? " earlyprintk=serial,ttyS0 ignore_loglevel" : " quiet loglevel=3";
  if (!request.append.empty()) words += " " + request.append;
  return words;
}

// An emulator runs `rep stosb` and `rep movsb` byte by byte. A kernel and a C library that are told that
// these are fast clear and copy pages with them; without, they use words and vectors: an anonymous page
// is had in half of the time. A fifth level of page tables makes each walk longer, and what a kernel does
// for AMD's processors (QEMU's default) alone costs a tenth, and so does what guards user memory from the
// kernel (SMAP): two instructions around each copy that end what the emulator can translate at once.
constexpr const char* emulated_cpu =
    "max,-erms,-fsrm,-la57,-smap,vendor=GenuineIntel,family=6,model=26,stepping=3";

void add(std::vector<std::string>& arguments, std::initializer_list<std::string> more) {
  arguments.insert(arguments.end(), more);
}

}  // namespace

Result<std::string> find_qemu() {
  std::string path = engine::find_program(program);
  if (path.empty())
    return failure("{} is not in PATH; to boot kernels, install QEMU: apt-get install qemu-system-x86",
                   program);
  return path;
}

std::string qemu_version(const std::string& qemu) {
  const std::string text = output_of(qemu, {program, "--version"});
  const std::size_t start = text.find("version ");
  if (start == std::string::npos) return "";
  const std::size_t number = start + std::string_view("version ").size();
  return text.substr(number, text.find_first_of(" \n", number) - number);
}

std::vector<std::string> qemu_arguments(const BootRequest& request, const QemuFiles& files) {
  const Hardware& hardware = request.hardware;
  const bool emulated = hardware.accelerator != Accelerator::kvm;
  const char* emulation = hardware.one_thread ? "tcg,thread=single" : "tcg,thread=multi";
  std::vector<std::string> arguments{program, "-M", "q35"};
  add(arguments, {"-cpu", emulated ? emulated_cpu : "max", "-accel", emulated ? emulation : "kvm"});
  add(arguments, {"-m", fmt::format("{}K", hardware.memory.count / 1024)});
  add(arguments, {"-smp", fmt::format("{}", hardware.cpus)});
  add(arguments, {"-nodefaults", "-no-user-config", "-display", "none", "-no-reboot"});
  add(arguments, {"-kernel", files.kernel, "-initrd", files.initramfs});
  add(arguments, {"-append", kernel_command_line(request)});
  add(arguments, {"-chardev", "file,id=console,path=" + files.console, "-serial", "chardev:console"});
  add(arguments, {"-chardev", "file,id=records,path=" + files.serial, "-serial", "chardev:records"});
  if (!files.shared.empty())
    add(arguments, {"-object",
                    fmt::format("memory-backend-file,id=shared,share=on,mem-path={},size={}", files.shared,
                                files.shared_size),
                    "-device", "ivshmem-plain,memdev=shared"});
  arguments.insert(arguments.end(), hardware.extra.begin(), hardware.extra.end());
  return arguments;
}

}  // namespace limitest::guest
