// SPDX-License-Identifier: Apache-2.0
// What a single word or number of a formula stands for.
#include <charconv>
#include <limits>

#include "harness/base/bytes.h"
#include "harness/base/nearest.h"
#include "harness/scenario/parse.h"
#include "harness/scenario/signals.h"
#include "harness/scenario/words.h"

namespace limitest::scenario {
namespace {

TypedFormula constant(const Token& token, double value, NumberKind kind) {
  const LiteralKind literal = kind == NumberKind::bytes  ? LiteralKind::bytes
                              : kind == NumberKind::time ? LiteralKind::time
                                                         : LiteralKind::count;
  const std::string written(token.text);
  return {{Literal{value, literal, written}, written}, kind, false, token.at, token.width};
}

template <class Value>
TypedFormula measured(const Token& token, Value value, NumberKind kind) {
  return {{std::move(value), std::string(token.text)}, kind, true, token.at, token.width};
}

// A fault in a token's text as one in the whole expression.
std::unexpected<Fault> moved(Fault inner, std::size_t by) {
  inner.at += by;
  return std::unexpected(std::move(inner));
}

Parsed<TypedFormula> number(const Token& token) {
  double value = 0;
  const char* end = token.text.data() + token.text.size();
  const auto parsed = std::from_chars(token.text.data(), end, value, std::chars_format::fixed);
  if (parsed.ec == std::errc{} && parsed.ptr == end) return constant(token, value, NumberKind::bare);
  if (const auto span = parse_duration(token.text))
    return constant(token, static_cast<double>(span->count()), NumberKind::time);
  if (const auto size = parse_bytes(token.text))
    return constant(token, static_cast<double>(size->count), NumberKind::bytes);
  return fault(token.at, token.width, "{} is neither a size such as 100M nor a time such as 300ms",
               quoted(token.text));
}

Parsed<TypedFormula> path(const Token& token, const Vocabulary& vocabulary) {
  auto ref = parse_control_path(token.text, vocabulary.names, vocabulary.hierarchy);
  if (!ref) return moved(std::move(ref).error(), token.at);
  const auto kind = number_kind_of(*ref, token.text, vocabulary.hierarchy);
  if (!kind) return moved(kind.error(), token.at);
  return measured(token, std::move(*ref), *kind);
}

template <class Table>
std::unexpected<Fault> no_measure(const Token& token, std::string_view name, std::string_view word,
                                  const Table& table) {
  return fault(token.at + name.size() + 1, word.size(), "{} has no measure {}{}", name, quoted(word),
               suggestion(word, words_of(table)));
}

// "hog.touched", "oom.count"
Parsed<TypedFormula> measure(const Token& token, const Vocabulary& vocabulary) {
  const std::size_t dot = token.text.find('.');
  const std::string name(token.text.substr(0, dot));
  const std::string_view word = token.text.substr(dot + 1);
  const auto owner =
      vocabulary.names.require(name, {Role::workload, Role::program, Role::listener}, "process or listener");
  if (!owner) return moved(owner.error(), token.at);
  if ((*owner)->role == Role::listener) {
    const auto* row = find_word(listener_measures(), word);
    if (row == nullptr) return no_measure(token, name, word, listener_measures());
    return measured(token, ListenerValue{name, row->measure}, row->kind);
  }
  const auto* row = find_word(process_measures(), word);
  if (row == nullptr) return no_measure(token, name, word, process_measures());
  if (row->reports && (*owner)->role == Role::program)
    return fault(token.at, token.width, "only a workload reports '{}'; {} was started by 'run:'", word, name);
  return measured(token, ProcessValue{name, row->measure}, row->kind);
}

std::unexpected<Fault> unknown_word(const Token& token, const Vocabulary& vocabulary) {
  const std::string_view word = token.text;
  if (word.find('-') != std::string_view::npos)
    return fault(token.at, token.width, "{} is no known name; a minus needs blanks around it", quoted(word));
  if (word.starts_with("SIG"))
    return fault(token.at, token.width, "{} is no signal{}", quoted(word), suggestion(word, signal_names()));
  if (const auto near = nearest_word(word, errno_names()); near && word.starts_with('E'))
    return fault(token.at, token.width, "{} is no errno; did you mean '{}'?", quoted(word), *near);
  return fault(token.at, token.width, "{} is no known name{}", quoted(word),
               vocabulary.names.hint(
                   word, {Role::saved, Role::open_file, Role::workload, Role::program, Role::listener}));
}

Parsed<TypedFormula> misplaced(const Token& token, const Introduced& what) {
  const char* instead = what.role == Role::cgroup     ? "name a file of it, as in {0}/usage"
                        : what.role == Role::listener ? "name a measure of it, as in {0}.count"
                        : what.role == Role::workload ? "name a measure of it, as in {0}.touched"
                                                      : "name a measure of it, as in {0}.exit";
  return fault(token.at, token.width, "'{}' is {}, not a number; {}", token.text, name_of(what.role),
               fmt::format(fmt::runtime(instead), token.text));
}

Parsed<TypedFormula> word(const Token& token, const Vocabulary& vocabulary) {
  const std::string_view text = token.text;
  if (text == word_unlimited)
    return constant(token, std::numeric_limits<double>::infinity(), NumberKind::bare);
  if (const auto* machine = find_word(machine_words(), text))
    return measured(token, machine->value, machine->kind);
  if (const Introduced* known = vocabulary.names.find(text)) {
    if (known->role == Role::open_file) return measured(token, known->file, known->kind);
    if (known->role != Role::saved) return misplaced(token, *known);
    return measured(token, SavedValue{std::string(text)}, known->kind);
  }
  if (const auto code = errno_from_name(text)) return constant(token, code->code, NumberKind::error_code);
  if (const auto signal = signal_from_name(text, true))
    return constant(token, *signal, NumberKind::signal_number);
  return unknown_word(token, vocabulary);
}

}  // namespace

Parsed<TypedFormula> operand(const Token& token, const Vocabulary& vocabulary) {
  if (token.kind == TokenKind::number) return number(token);
  if (token.kind != TokenKind::word)
    return fault(token.at, token.width, "a value is wanted here, not {}", shown(token));
  if (token.text.find('/') != std::string_view::npos) {
    const std::string_view before = token.text.substr(0, token.text.find('/'));
    const std::size_t dot = before.find('.');
    if (dot != std::string_view::npos && vocabulary.names.find(before.substr(0, dot)) != nullptr)
      return fault(token.at + before.size(), 1, "a division needs blanks around its '/'");
    return path(token, vocabulary);
  }
  if (token.text.find('.') != std::string_view::npos) return measure(token, vocabulary);
  return word(token, vocabulary);
}

}  // namespace limitest::scenario
