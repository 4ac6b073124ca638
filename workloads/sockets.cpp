// SPDX-License-Identifier: Apache-2.0
// sockets: kernel memory in the queues of connected sockets.
#include <algorithm>
#include <cerrno>
#include <climits>

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "workloads/lib/channels.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"sockets", Kind::count, "64", "connected pairs"},
    {"size", Kind::size, "64K", "bytes to leave in flight in each; beyond the buffers: as many as they take"},
    {"kind", Kind::word, "unix", "unix: socketpair(2); tcp: over 127.0.0.1, which must be up", "unix|tcp"},
};

// Only root may go beyond wmem_max; others get as near as they may.
void make_room(int socket, std::uint64_t room) {
  const int bytes = static_cast<int>(std::min<std::uint64_t>(room, INT_MAX / 2));
  if (::setsockopt(socket, SOL_SOCKET, SO_SNDBUFFORCE, &bytes, sizeof bytes) != 0)
    (void)::setsockopt(socket, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
}

int open_unix(Ends& ends, std::uint64_t room) {
  int both[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, both) != 0) return errno;
  ends = {.in = both[0], .out = both[1]};
  make_room(ends.in, room);
  return 0;
}

int listen_on_any_port(sockaddr_in& address) {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (listener < 0) return -1;
  socklen_t length = sizeof address;
  address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
  auto* name = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener, name, length) == 0 && ::listen(listener, 1) == 0 &&
      ::getsockname(listener, name, &length) == 0)
    return listener;
  const int error = errno;
  ::close(listener);
  errno = error;
  return -1;
}

int connect_to(const sockaddr_in& address) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return -1;
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return socket;
  const int error = errno;
  ::close(socket);
  errno = error;
  return -1;
}

int open_tcp(Ends& ends, std::uint64_t room) {
  sockaddr_in address{};
  const int listener = listen_on_any_port(address);
  if (listener < 0) return errno;
  Ends made{.in = connect_to(address)};
  if (made.in >= 0) made.out = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
  const int error = made.out < 0 ? errno : 0;
  ::close(listener);
  if (error != 0) {
    if (made.in >= 0) ::close(made.in);
    return error;
  }
  make_room(made.in, room);
  ::fcntl(made.in, F_SETFL, O_NONBLOCK);
  ends = made;
  return 0;
}

int run(const Arguments& arguments, Status& status) {
  if (!not_zero(arguments.count("sockets"), "sockets")) return exit_usage;
  const auto open = arguments.word("kind") == "tcp" ? open_tcp : open_unix;
  const std::uint64_t size = arguments.size("size");
  Channels sockets(open, arguments.count("sockets"), size, size, status);
  return sockets.prepare() ? serve(sockets, status) : exit_failure;
}

}  // namespace

extern const Program sockets{"sockets",
                             "fills sockets that nobody reads; tries again where the kernel refuses",
                             parameters, release_again_finish, run};

}  // namespace limitest::workload
