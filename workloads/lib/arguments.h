// SPDX-License-Identifier: Apache-2.0
// A workload's command line, checked against its table of parameters before anything runs.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "workloads/lib/program.h"
#include "workloads/lib/writer.h"

namespace limitest::workload {

class Arguments {
 public:
  // NAME's own arguments: "--step 1M", "--step=1M", "--status-fd 3". The first mistake is explained
  // on `complaints`.
  static std::optional<Arguments> parse(const Program& program, std::span<char* const> words,
                                        Writer& complaints);

  // By the name in the table; asking for a name or a kind that is not there is a bug and aborts.
  [[nodiscard]] std::uint64_t size(std::string_view name) const;     // in bytes
  [[nodiscard]] std::int64_t duration(std::string_view name) const;  // in nanoseconds
  [[nodiscard]] std::uint64_t count(std::string_view name) const;
  [[nodiscard]] std::string_view word(std::string_view name) const;
  [[nodiscard]] const char* path(std::string_view name) const;          // of a word
  [[nodiscard]] const char* control_file(std::string_view name) const;  // its path
  [[nodiscard]] bool has(std::string_view name) const;

  [[nodiscard]] int status_fd() const { return status_fd_; }  // -1: run by hand

 private:
  struct Value {
    std::string_view text;
    std::int64_t number = 0;
  };

  explicit Arguments(const Program& program) : program_(&program) {}
  bool set(std::string_view name, std::string_view text, Writer& complaints);
  bool set_status_fd(std::string_view text, Writer& complaints);
  [[nodiscard]] bool has_control_files(Writer& complaints) const;
  bool set_value(std::size_t index, std::string_view text, Writer& complaints);
  [[nodiscard]] const Value& find(std::string_view name, Kind kind) const;

  const Program* program_;
  int status_fd_ = -1;
  std::array<Value, most_parameters> values_{};
};

}  // namespace limitest::workload
