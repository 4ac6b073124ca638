// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/guest_options.h"

#include "harness/cli/numbers.h"

namespace limitest::cli {
namespace {

// Less does not hold a kernel, our programs and a scenario; more swap than that no scenario fills.
constexpr Bytes least_memory{std::int64_t{256} << 20};
constexpr Bytes most_memory{std::int64_t{1} << 40};
constexpr Bytes least_swap{std::int64_t{1} << 20};
constexpr unsigned most_cpus = 255;

Result<std::optional<cgroup::Hierarchy>> parse_hierarchy(const std::string& word) {
  if (word.empty()) return std::nullopt;
  for (const auto one : {cgroup::Hierarchy::v1, cgroup::Hierarchy::v2})
    if (word == to_string(one)) return one;
  return failure("--hierarchy {}: v1 or v2 is wanted", word);
}

Result<Bytes> parse_size(const std::string& option, const std::string& text, Bytes least) {
  const auto size = parse_bytes(text);
  if (!size) return std::unexpected(size.error().within("--" + option));
  if (*size < least || *size > most_memory)
    return failure("--{} {}: from {} to {} is possible", option, text, to_string(least),
                   to_string(most_memory));
  return *size;
}

}  // namespace

const Option kernel_option{
    "--kernel", "IMAGE", "boot this kernel in QEMU and play there: a bzImage, a vmlinux or a Debian package"};
const Option hierarchy_option{"--hierarchy", "v1|v2",
                              "in a guest: where the memory controller is to be (default: what the kernel "
                              "offers, v2 rather than v1)"};
const Option memory_option{"--memory", "SIZE", "memory of a guest (default: 1G)"};
const Option cpus_option{"--cpus", "N", "CPUs of a guest (default: 2)"};
const Option swap_option{"--swap", "SIZE|none",
                         "compressed swap of a guest, off for scenarios that need a machine without "
                         "(default: 256M, where the kernel has zram)"};
const Option append_option{"--append", "WORDS", "further words for the command line of a guest's kernel"};

Result<> refuse_without_guest(const Arguments& arguments) {
  for (const Option* option : {&hierarchy_option, &memory_option, &cpus_option, &swap_option, &append_option})
    if (arguments.has(option_key(*option)))
      return failure("--{} is for guests; say which kernel to boot with --kernel IMAGE", option_key(*option));
  return {};
}

Result<guest::GuestRequest> guest_wishes(const Arguments& arguments) {
  guest::GuestRequest request = LIMITEST_TRY(guest_machine_wishes(arguments));
  request.hierarchy = LIMITEST_TRY(parse_hierarchy(arguments.one("hierarchy")));
  return request;
}

Result<guest::GuestRequest> guest_machine_wishes(const Arguments& arguments) {
  guest::GuestRequest request;
  if (arguments.has("memory"))
    request.hardware.memory = LIMITEST_TRY(parse_size("memory", arguments.one("memory"), least_memory));
  if (arguments.has("cpus"))
    request.hardware.cpus = LIMITEST_TRY(parse_count("cpus", arguments.one("cpus"), 1, most_cpus));
  if (arguments.one("swap") == "none")
    request.swap = {};
  else if (arguments.has("swap"))
    request.swap = LIMITEST_TRY(parse_size("swap", arguments.one("swap"), least_swap));
  request.append = arguments.one("append");
  return request;
}

}  // namespace limitest::cli
