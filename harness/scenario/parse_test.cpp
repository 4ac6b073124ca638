// SPDX-License-Identifier: Apache-2.0
// Expressions: what they mean, and where exactly they are wrong.
#include "harness/scenario/parse.h"

#include <cmath>
#include <csignal>

#include "harness/scenario/testing.h"

namespace limitest::scenario {
namespace {

using ::testing::HasSubstr;

Names known_names() {
  Names names;
  names.introduce("box", {Role::cgroup});
  names.introduce("my-box", {Role::cgroup});
  names.introduce("hog", {Role::workload, testing::catalogue().find("grower")});
  names.introduce("stress", {Role::program});
  names.introduce("oom", {Role::listener});
  names.introduce("before", {.role = Role::saved, .kind = NumberKind::bytes});
  names.introduce("mine", {.role = Role::open_file,
                           .kind = NumberKind::bytes,
                           .file = {.cgroup = "box", .file = "usage", .through = "mine"}});
  names.introduce("early", {.role = Role::saved, .kind = NumberKind::time});
  return names;
}

Parsed<Condition> condition(std::string_view text, HierarchyChoice choice = cgroup::Hierarchy::v1) {
  static const Names names = known_names();
  return parse_condition(text, {names, choice});
}

Condition parsed(std::string_view text, HierarchyChoice choice = cgroup::Hierarchy::v1) {
  auto found = condition(text, choice);
  EXPECT_TRUE(found) << text << ": " << (found ? "" : found.error().message);
  return found ? *found : Condition{};
}

// The tree in one line, so that a table can say what is meant.
std::string tree(const Formula& formula) {
  if (const auto* sum = std::get_if<Arithmetic>(&formula.node))
    return fmt::format("({} {} {})", tree(*sum->left), sum->operation, tree(*sum->right));
  if (const auto* literal = std::get_if<Literal>(&formula.node)) return fmt::format("{}", literal->value);
  return formula.text;
}

std::string tree(const Condition& condition) {
  if (const auto* both = std::get_if<Both>(&condition.node))
    return fmt::format("[{} and {}]", tree(*both->left), tree(*both->right));
  if (const auto* either = std::get_if<Either>(&condition.node))
    return fmt::format("[{} or {}]", tree(*either->left), tree(*either->right));
  if (const auto* negation = std::get_if<Not>(&condition.node))
    return fmt::format("not {}", tree(*negation->inner));
  if (const auto* compared = std::get_if<Comparison>(&condition.node))
    return fmt::format("{} {} {}", tree(compared->left), static_cast<int>(compared->how),
                       tree(compared->right));
  if (const auto* state = std::get_if<ProcessState>(&condition.node))
    return fmt::format("{}#{}{}", state->process, static_cast<int>(state->state),
                       state->detail ? fmt::format("={}", *state->detail) : "");
  if (const auto* heard = std::get_if<ListenerState>(&condition.node))
    return fmt::format("{}{}", heard->listener, heard->fired ? "!" : "-");
  if (const auto* group = std::get_if<CgroupState>(&condition.node))
    return fmt::format("{}/{}@{}", group->target.cgroup, group->target.file, static_cast<int>(group->state));
  const auto& says = std::get<Says>(condition.node);
  return fmt::format("{} says <{}>", says.process, says.text);
}

struct Meaning {
  std::string_view text, tree;
};

TEST(Formulas, BindAsInArithmetic) {
  constexpr Meaning cases[] = {
      {"box/usage + 1 - 2 <= 10", "((box/usage + 1) - 2) 3 10"},
      {"box/usage + 2 * 3 <= 10", "(box/usage + (2 * 3)) 3 10"},
      {"(box/usage + 2) * 3 <= 10", "((box/usage + 2) * 3) 3 10"},
      {"hog.touched / 2 > 1K", "(hog.touched / 2) 4 1024"},
      {"hog.touched /2 > 1K", "(hog.touched / 2) 4 1024"},
      {"hog.progress - 3 >= -2", "(hog.progress - 3) 5 -2"},
      {"1M+2*hog.touched != page", "(1048576 + (2 * hog.touched)) 1 page"},
      {"box/memory.stat:cache + box/memory.stat:rss ≈ before",
       "(box/memory.stat:cache + box/memory.stat:rss) 6 before"},
      {"my-box/usage ~= 100M", "my-box/usage 6 104857600"},
      {"hog.ended - early < 300ms", "(hog.ended - early) 2 300000000"},
      {"((box/usage)) == 5", "((box/usage)) 0 5"},
  };
  for (const Meaning& one : cases) EXPECT_EQ(tree(parsed(one.text)), one.tree) << one.text;
}

TEST(Conditions, BindAsInSpeech) {
  constexpr Meaning cases[] = {
      {"hog paused and oom fired or box empty", "[[hog#2 and oom!] or box/@2]"},
      {"hog paused and (oom fired or box empty)", "[hog#2 and [oom! or box/@2]]"},
      {"not hog paused and oom silent", "[not hog#2 and oom-]"},
      {"not (hog paused and oom silent)", "not [hog#2 and oom-]"},
      {"(hog.touched + 1M) * 2 > 5M and (hog paused)", "[((hog.touched + 1048576) * 2) 4 5242880 and hog#2]"},
      {"3M <= hog.touched <= 5M", "[3145728 3 hog.touched and hog.touched 3 5242880]"},
      {"hog paused or 1 < oom.count < 3", "[hog#2 or [1 2 oom.count and oom.count 2 3]]"},
  };
  for (const Meaning& one : cases) EXPECT_EQ(tree(parsed(one.text)), one.tree) << one.text;
}

TEST(Conditions, TellStatesAsPeopleSayThem) {
  constexpr Meaning cases[] = {
      {"hog is paused", "hog#2"},
      {"hog is still paused", "hog#2"},
      {"hog has been killed by SIGKILL", "hog#8=9"},
      {"hog killed by KILL", "hog#8=9"},
      {"hog killed 9", "hog#8=9"},
      {"hog killed", "hog#8"},
      {"hog exited 0", "hog#7=0"},
      {"hog exited with status 3", "hog#7=3"},
      {"hog exited", "hog#7"},
      {"hog not paused", "not hog#2"},
      {"hog is not paused", "not hog#2"},
      {"hog alive", "hog#0"},
      {"hog stays running", "hog#1"},
      {"hog progressing", "hog#3"},
      {"hog goes on", "hog#3"},
      {"hog resumed", "hog#3"},
      {"hog holding", "hog#4"},
      {"hog stopped", "hog#5"},
      {"hog dead", "hog#6"},
      {"stress ended", "stress#6"},
      {"oom not fired", "not oom!"},
      {"box exists", "box/@0"},
      {"box is missing", "box/@1"},
      {"box populated", "box/@3"},
      {"box/memory.failcnt missing", "box/memory.failcnt@1"},
      {"stress says \"got signal 9\"", "stress says <got signal 9>"},
      {"stress says 'x' and box empty", "[stress says <x> and box/@2]"},
  };
  for (const Meaning& one : cases) EXPECT_EQ(tree(parsed(one.text)), one.tree) << one.text;
}

TEST(Conditions, KeepTheTextAsWritten) {
  const Condition both = parsed("  3M <= hog.touched  <= 5M  and hog  paused ");
  EXPECT_EQ(both.text, "3M <= hog.touched  <= 5M  and hog  paused");
  const Condition& chain = *std::get<Both>(both.node).left;
  EXPECT_EQ(std::get<Both>(chain.node).left->text, "3M <= hog.touched");
  EXPECT_EQ(std::get<Both>(chain.node).right->text, "hog.touched  <= 5M");
  EXPECT_EQ(std::get<Comparison>(parsed("(box/usage + 1) > 2").node).left.text, "(box/usage + 1)");
}

const Literal& right_literal(const Condition& condition) {
  return std::get<Literal>(std::get<Comparison>(condition.node).right.node);
}

TEST(Literals, TakeTheUnitOfWhatTheyAreComparedWith) {
  EXPECT_EQ(right_literal(parsed("box/usage >= 4096")).kind, LiteralKind::bytes);
  EXPECT_EQ(right_literal(parsed("oom.count >= 4096")).kind, LiteralKind::count);
  EXPECT_EQ(right_literal(parsed("hog.ended <= 2min")).value, 120e9);
  EXPECT_EQ(right_literal(parsed("hog.ended > 0")).value, 0);
  EXPECT_TRUE(std::isinf(right_literal(parsed("box/limit == unlimited")).value));
  EXPECT_EQ(right_literal(parsed("hog.errno == ENOMEM")).value, ENOMEM);
  EXPECT_EQ(right_literal(parsed("hog.signal == SIGKILL")).value, SIGKILL);
  EXPECT_EQ(right_literal(parsed("hog.errno != 0")).value, 0);
}

TEST(Formulas, TakeAReadingAsItIsRead) {
  const Condition exact = parsed("raw box/usage <= raw box/limit + 4K");
  const auto& left = std::get<Comparison>(exact.node).left;
  EXPECT_EQ(left.text, "raw box/usage");
  EXPECT_TRUE(std::get<ControlRef>(left.node).raw);
  EXPECT_FALSE(std::get<ControlRef>(std::get<Comparison>(parsed("box/usage <= 5M").node).left.node).raw);
  ASSERT_FALSE(condition("raw hog.touched <= 5M"));
  EXPECT_THAT(condition("raw hog.touched <= 5M").error().message, HasSubstr("before a control file"));
}

TEST(Formulas, KnowWhatNumbersCountOnEachHierarchy) {
  EXPECT_TRUE(condition("box/memory.numa_stat:total.N0 * page >= 1M", cgroup::Hierarchy::v1));
  EXPECT_FALSE(condition("box/memory.numa_stat:total.N0 >= 1M", cgroup::Hierarchy::v1));
  EXPECT_TRUE(condition("box/memory.numa_stat:anon.N0 >= 1M", cgroup::Hierarchy::v2));
  EXPECT_TRUE(condition("box/memory.stat:pgfault >= 3 and box/oom_kills == 0", std::nullopt));
  EXPECT_TRUE(condition("box/memory.pressure:some.total >= 3", cgroup::Hierarchy::v2));
  EXPECT_TRUE(condition("root/memory.stat:cache >= 3", std::nullopt));
}

struct Mistake {
  std::string_view text;
  std::size_t at;
  std::string_view message;
};

constexpr Mistake mistakes[] = {
    {"", 0, "a condition is missing"},
    {"hog", 3, "a state of a process is wanted here, not the end; known: alive"},
    {"hog pausd", 4, "'pausd' is no state of a process; did you mean 'paused'?"},
    {"hog exists", 4, "is no state of a process"},
    {"hog paused 3", 11, "the condition ends before '3'"},
    {"hog exited with 300", 16, "an exit status is a number from 0 to 255"},
    {"hog exited x", 11, "an exit status is a number"},
    {"hog killed by SIGKIL", 14, "did you mean 'SIGKILL'?"},
    {"hg paused", 0, "nothing is named 'hg'; did you mean 'hog'?"},
    {"before paused", 0, "'before' is a saved value"},
    {"mine empty", 0, "'mine' is an open file"},
    {"oom fird", 4, "did you mean 'fired'?"},
    {"box paused", 4, "is no state of a cgroup"},
    {"box/usage empty", 10, "only a cgroup is 'empty'"},
    {"stress holding", 7, "only a workload is known to be 'holding'"},
    {"stress.touched > 3M", 0, "only a workload reports 'touched'"},
    {"hog says \"x\"", 4, "only a program started by 'run:' says"},
    {"stress says x", 12, "the text in quotes is wanted"},
    {"stress says \"x", 12, "the quote that opens here is never closed"},
    {"hog.touched", 0, "'hog.touched' alone claims nothing"},
    {"hog.touched = 3M", 12, "did you mean '=='?"},
    {"hog.touched ≥ 3M", 12, "did you mean '>='?"},
    {"hog paused && oom fired", 11, "did you mean 'and'?"},
    {"hog.touched >= ", 15, "a value is wanted here, not the end"},
    {"hog.touched >= 3M >", 19, "a value is wanted here"},
    {"1 < oom.count > 3", 14, "a chain of comparisons goes one way"},
    {"hog.touched >= 3X", 15, "'3X' is neither a size"},
    {"hog.touchd >= 3M", 4, "hog has no measure 'touchd'; did you mean 'touched'?"},
    {"oom.cont >= 3", 4, "oom has no measure 'cont'; did you mean 'count'?"},
    {"hg.touched >= 3M", 0, "no process or listener is named 'hg'"},
    {"bxo/usage >= 3M", 0, "no cgroup is named 'bxo'; did you mean 'box'?"},
    {"box/memory.usage_in_byte >= 3M", 4, "did you mean 'memory.usage_in_bytes'?"},
    {"box/memory.max >= 3M", 4,
     "memory.max is only on v2, and this scenario is for v1; use memory.limit_in_bytes there"},
    {"box/memory.stat > 3", 4, "memory.stat has many numbers; name one"},
    {"box/memory.usage_in_bytes:x > 3", 25, "is one number; leave ':x' out"},
    {"box/usage:x > 3", 9, "is one number"},
    {"box/memory.stat: > 3", 15, "a field is missing behind ':'"},
    {"box/memory.stat:a-b > 3", 16, "a minus needs blanks around it"},
    {"box/usage-before > 3", 4, "a minus needs blanks around it"},
    {"before-early > 3", 0, "a minus needs blanks around it"},
    {"hog.touched/2 > 3", 11, "a division needs blanks around its '/'"},
    {"box/cgroup.procs == 3", 4, "cgroup.procs is a text, not a number"},
    {"box/memory.force_empty == 3", 4, "memory.force_empty cannot be read"},
    {"../usage > 3", 0, "outside the scenario's own cgroups"},
    {"/sys/fs/cgroup/x > 3", 0, "outside the scenario's own cgroups"},
    {"box/a/usage > 3", 0, "outside the scenario's own cgroups"},
    {"hog.touched > 3s", 0, "bytes cannot be compared with a time"},
    {"hog.ended > 3", 0, "a time is compared with a time"},
    {"hog.touched > oom.count", 0, "multiply the count"},
    {"hog.errno == SIGKILL", 0, "an errno cannot be compared with a signal"},
    {"hog.errno == ENOMEN", 13, "'ENOMEN' is no errno; did you mean 'ENOMEM'?"},
    {"hog.signal == SIGKIL", 14, "'SIGKIL' is no signal; did you mean 'SIGKILL'?"},
    {"hog.touched + 3s > 3M", 12, "adding or subtracting bytes and a time"},
    {"hog.touched * 3M > 3M", 12, "multiplying bytes and bytes"},
    {"hog.errno + 1 > 3", 10, "errnos and signals are names"},
    {"hog.touched / 0 > 3", 14, "a division by zero"},
    {"3M > 2M", 0, "nothing is measured here"},
    {"(hog paused", 11, "a ')' is wanted here, not the end"},
    {"(box/usage + 3 > 5", 18, "a ')' is wanted here"},
    {"hog paused)", 10, "the condition ends before ')'"},
    {"box == 3", 0, "'box' is a cgroup, not a number; name a file of it, as in box/usage"},
    {"hog == 3", 0, "'hog' is a process, not a number; name a measure of it, as in hog.touched"},
    {"befor + 1 == 3", 0, "'befor' is no known name; did you mean 'before'?"},
    {"box/usage - hog == 3", 12, "not a number"},
    {"- hog.touched == 3", 0, "a '-' needs a value before it"},
    {"box/usage $ 3", 10, "'$' does not belong in an expression"},
    {"box/usage <= 5M é", 16, "'é' does not belong"},
    {"hog paused and", 14, "a value is wanted here, not the end"},
};

TEST(Conditions, SayWhereAndWhatIsWrong) {
  for (const Mistake& one : mistakes) {
    const auto refused = condition(one.text);
    ASSERT_FALSE(refused) << one.text;
    EXPECT_EQ(refused.error().at, one.at) << one.text << ": " << refused.error().message;
    EXPECT_THAT(refused.error().message, HasSubstr(one.message)) << one.text;
  }
}

TEST(Conditions, BoundHowLongAndDeepAnExpressionIs) {
  const auto nested = [](std::size_t depth, std::string_view inner) {
    return std::string(depth, '(') + std::string(inner) + std::string(depth, ')');
  };
  EXPECT_TRUE(condition(nested(30, "hog paused")));
  EXPECT_TRUE(condition(nested(30, "box/usage") + " > 3"));
  EXPECT_FALSE(condition(nested(31, "hog paused")));
  EXPECT_FALSE(condition(std::string(1999, '(')));
  EXPECT_FALSE(condition(std::string(1999, ')')));
  std::string negations;
  for (int i = 0; i < 400; ++i) negations += "not ";
  EXPECT_FALSE(condition(negations + "hog paused"));
  std::string sum = "1";
  for (int i = 0; i < 480; ++i) sum += " + 1";
  EXPECT_TRUE(condition(sum + " < hog.progress"));
  EXPECT_FALSE(condition(sum + std::string(2000, ' ') + " < hog.progress"));
}

}  // namespace
}  // namespace limitest::scenario
