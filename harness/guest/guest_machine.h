// SPDX-License-Identifier: Apache-2.0
// What a guest is called in results.
#pragma once

#include <optional>
#include <string>

#include "harness/guest/guest_run.h"
#include "harness/guest/orders.h"
#include "harness/result/model.h"

namespace limitest::guest {

// From its own mouth; before it has spoken, by what was asked for.
std::string kernel_of(const GuestRequest& request, const std::optional<Hello>& hello);
std::string hierarchy_of(const GuestRequest& request, const std::optional<Hello>& hello);

// `told` by the guest itself, and what only its host knows.
result::Machine describe_guest(const GuestRequest& request, const std::string& qemu, result::Machine told,
                               const std::optional<Hello>& hello);

}  // namespace limitest::guest
