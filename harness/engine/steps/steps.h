// SPDX-License-Identifier: Apache-2.0
// How each kind of step is carried out; perform.cpp picks one. Private to engine/.
#pragma once

#include "harness/engine/perform.h"

namespace limitest::engine {

// A step that is being carried out: where, how, and what is to be said of it.
struct Performance {
  Stage& stage;
  const PerformSettings& settings;
  result::Step& step;
};

// Each fills in outcome, expected, seen and slack of the step. An Error means that our side broke.
Result<> carry_out(const scenario::Start& start, const Performance& at);
Result<> carry_out(const scenario::RunProgram& run, const Performance& at);
Result<> carry_out(const scenario::Signal& signal, const Performance& at);
Result<> carry_out(const scenario::Tell& tell, const Performance& at);
Result<> carry_out(const scenario::Move& move, const Performance& at);
Result<> carry_out(const scenario::Write& write, const Performance& at);
Result<> carry_out(const scenario::Mkdir& mkdir, const Performance& at);
Result<> carry_out(const scenario::Rmdir& rmdir, const Performance& at);
Result<> carry_out(const scenario::Listen& listen, const Performance& at);
Result<> carry_out(const scenario::Unlisten& unlisten, const Performance& at);
Result<> carry_out(const scenario::Open& open, const Performance& at);
Result<> carry_out(const scenario::Expect& expect, const Performance& at);
Result<> carry_out(const scenario::Save& save, const Performance& at);

}  // namespace limitest::engine
