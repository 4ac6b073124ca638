// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/errand.h"

#include <cstdlib>

#include <poll.h>

#include "harness/guest/death.h"

namespace limitest::guest {
namespace {

class Errand {
 public:
  explicit Errand(const Listener& listener) : listener_(listener) {}

  Result<> hear(const Record& record) {
    switch (record.kind) {
      case Kind::hello:
        return listener_.hello(LIMITEST_TRY(parse_hello(record.payload)));
      case Kind::refusal:
        return failure("{}", record.payload);
      case Kind::line:
        return listener_.line(record.payload);
      case Kind::over: {
        const std::size_t end = record.payload.find('\n');
        last_words_ = {std::atoi(record.payload.c_str()),
                       end == std::string::npos ? "" : record.payload.substr(end + 1)};
        return {};
      }
      case Kind::beat:
        return {};
    }
    return {};
  }
  [[nodiscard]] const std::optional<LastWords>& last_words() const { return last_words_; }

 private:
  const Listener& listener_;
  std::optional<LastWords> last_words_;
};

void wait_for_news(const Guest& guest, const Listener& listener) {
  pollfd asked[] = {{.fd = guest.descriptor(), .events = POLLIN, .revents = 0},
                    {.fd = listener.wake_descriptor, .events = POLLIN, .revents = 0}};
  constexpr int glance_ms = 500;
  (void)::poll(asked, std::size(asked), glance_ms);
}

}  // namespace

Result<std::optional<LastWords>> run_errand(BootRequest request, const Listener& listener,
                                            Nanoseconds longest_silence) {
  Guest guest = LIMITEST_TRY(Guest::boot(request));
  Errand errand(listener);
  for (;;) {
    wait_for_news(guest, listener);
    if (listener.interrupted && listener.interrupted()) return std::nullopt;
    const bool died = guest.condition() == Condition::died;
    for (const Record& record : guest.take()) LIMITEST_TRY_VOID(errand.hear(record));
    if (errand.last_words()) return errand.last_words();
    if (died && lacks_shared_memory(guest) && !request.serial_only) {
      request.serial_only = true;
      guest = LIMITEST_TRY(Guest::boot(request));
      continue;
    }
    if (died) return failure("{}", autopsy(guest).reason);
    if (monotonic_now() > guest.last_heard() + longest_silence)
      return failure("the guest said nothing for {}", limitest::to_string(longest_silence));
  }
}

}  // namespace limitest::guest
