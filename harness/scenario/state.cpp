// SPDX-License-Identifier: Apache-2.0
// "hog paused", "oom fired", "box empty", "stress says 'text'": a thing and the state it must be in.
#include <charconv>

#include "harness/base/nearest.h"
#include "harness/scenario/parse.h"
#include "harness/scenario/signals.h"
#include "harness/scenario/words.h"

namespace limitest::scenario {
namespace {

using Node = decltype(Condition::node);

constexpr int largest_status = 255;

// What is said of `subject`, word by word, without those that are there for the ear.
class Predicate {
 public:
  Predicate(Tokens& tokens, const Token& subject) : tokens_(tokens), subject_(subject) {}

  const Token& peek() {
    while (tokens_.peek().kind == TokenKind::word && is_noise(tokens_.peek().text)) tokens_.next();
    return tokens_.peek();
  }
  const Token& next() {
    peek();
    return tokens_.next();
  }
  [[nodiscard]] std::string subject() const { return std::string(subject_.text); }

 private:
  Tokens& tokens_;
  Token subject_;
};

template <class Table>
std::unexpected<Fault> no_state(const Token& token, std::string_view of, const Table& table) {
  const std::vector<std::string> known = words_of(table);
  if (token.kind != TokenKind::word)
    return fault(token.at, token.width, "a state of {} is wanted here, not {}{}", of, shown(token),
                 suggestion("?", known));
  return fault(token.at, token.width, "{} is no state of {}{}", quoted(token.text), of,
               suggestion(token.text, known));
}

bool begins_next_condition(const Token& token) {
  return token.kind == TokenKind::end || token.is_word("and") || token.is_word("or") || token.is_sign(")");
}

Parsed<int> exit_status(const Token& token) {
  int status = 0;
  const char* end = token.text.data() + token.text.size();
  const auto parsed = std::from_chars(token.text.data(), end, status);
  if (token.kind == TokenKind::number && parsed.ec == std::errc{} && parsed.ptr == end &&
      status <= largest_status)
    return status;
  return fault(token.at, token.width, "an exit status is a number from 0 to 255, not {}", shown(token));
}

Parsed<int> signal_number(const Token& token) {
  if (const auto number = signal_from_name(token.text, true); number && token.kind == TokenKind::word)
    return *number;
  if (token.kind == TokenKind::number)
    if (const auto number = exit_status(token); number && *number > 0 && *number < 65) return *number;
  return fault(token.at, token.width, "{} is no signal{}", shown(token),
               suggestion(token.text, signal_names()));
}

Parsed<Node> process_state(Predicate& said, const Introduced& process) {
  const Token word = said.next();
  const StateWord* state = word.kind == TokenKind::word ? find_state(word.text) : nullptr;
  if (state == nullptr) return no_state(word, "a process", state_words());
  if (state->reports && process.role == Role::program)
    return fault(word.at, word.width, "only a workload is known to be '{}'; {} was started by 'run:'",
                 word.text, said.subject());
  ProcessState found{said.subject(), state->state, std::nullopt};
  const Token& detail = said.peek();
  if (begins_next_condition(detail)) return found;
  if (state->state == State::exited) found.detail = LIMITEST_TRY(exit_status(said.next()));
  if (state->state == State::killed) found.detail = LIMITEST_TRY(signal_number(said.next()));
  return found;
}

Parsed<Node> says(Predicate& said, const Introduced& process) {
  const Token word = said.next();
  if (process.role != Role::program)
    return fault(word.at, word.width, "only a program started by 'run:' says something");
  const Token& text = said.next();
  if (text.kind != TokenKind::text || text.text.empty())
    return fault(text.at, text.width, "the text in quotes is wanted here, as in says \"out of memory\"");
  return Says{said.subject(), std::string(text.text)};
}

Parsed<Node> listener_state(Predicate& said) {
  const Token& word = said.next();
  const ListenerWord* state = find_word(listener_words(), word.text);
  if (state == nullptr) return no_state(word, "a listener", listener_words());
  return ListenerState{said.subject(), state->fired};
}

Parsed<Node> group_state(Predicate& said, ControlRef target) {
  const Token& word = said.next();
  const GroupWord* state = find_word(group_words(), word.text);
  if (state == nullptr) return no_state(word, "a cgroup", group_words());
  if (!target.file.empty() && !state->of_files)
    return fault(word.at, word.width, "only a cgroup is '{}', not a file of it", word.text);
  return CgroupState{std::move(target), state->state};
}

std::unexpected<Fault> unknown_subject(const Token& subject, const Vocabulary& vocabulary) {
  return fault(
      subject.at, subject.width, "nothing is named {}{}", quoted(subject.text),
      vocabulary.names.hint(subject.text, {Role::cgroup, Role::workload, Role::program, Role::listener}));
}

Parsed<Node> state_of(const Token& subject, Predicate& said, const Vocabulary& vocabulary) {
  if (subject.text.find('/') != std::string_view::npos) {
    auto target = parse_control_path(subject.text, vocabulary.names, vocabulary.hierarchy);
    if (!target)
      return fault(subject.at + target.error().at, target.error().width, "{}", target.error().message);
    return group_state(said, std::move(*target));
  }
  const Introduced* known = vocabulary.names.find(subject.text);
  if (known == nullptr) return unknown_subject(subject, vocabulary);
  switch (known->role) {
    case Role::cgroup:
      return group_state(said, ControlRef{said.subject(), "", ""});
    case Role::listener:
      return listener_state(said);
    case Role::saved:
    case Role::open_file:
      return fault(subject.at, subject.width, "'{}' is {}; compare it with a number", subject.text,
                   name_of(known->role));
    case Role::workload:
    case Role::program:
      break;
  }
  return said.peek().is_word("says") ? says(said, *known) : process_state(said, *known);
}

}  // namespace

Parsed<Condition> parse_state(Tokens& tokens, const Vocabulary& vocabulary) {
  const Token subject = tokens.next();
  Predicate said(tokens, subject);
  bool negated = false;
  for (; said.peek().is_word("not"); said.next()) negated = !negated;
  Node node = LIMITEST_TRY(state_of(subject, said, vocabulary));
  Condition found{std::move(node), tokens.written_since(subject)};
  if (!negated) return found;
  const std::string written = found.text;
  return Condition{Not{std::make_shared<const Condition>(std::move(found))}, written};
}

}  // namespace limitest::scenario
