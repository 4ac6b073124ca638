// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/yaml.h"

#include <algorithm>
#include <set>

#include <yaml-cpp/yaml.h>

#include "harness/scenario/yaml_places.h"

namespace limitest::scenario {
namespace {

constexpr std::size_t largest_file = 1U << 20U;
constexpr std::size_t most_nodes = 50'000;  // aliases can make a small file endless
constexpr std::size_t most_text = 4U << 20U;
constexpr int deepest = 30;

class Converter {
 public:
  explicit Converter(Problems& problems) : problems_(problems), source_(problems.source()) {}

  [[nodiscard]] bool overflowed() const { return overflow_; }

  Node convert(const YAML::Node& from, int depth = 0) {
    Node node;
    const YAML::Mark mark = from.Mark();
    node.offset = skip_anchor(source_.text(), source_.offset(mark.line, mark.column));
    if (!within_budget(node, depth)) return node;
    if (from.IsDefined() && !from.IsNull() && has_tag(from, node.offset))
      refuse(problems_, node, "a YAML tag; every value is plain text here, leave the tag out");
    if (from.IsScalar()) take_scalar(from, node);
    if (from.IsSequence()) take_sequence(from, node, depth);
    if (from.IsMap()) take_mapping(from, node, depth);
    return node;
  }

 private:
  bool within_budget(const Node& node, int depth) {
    if (overflow_) return false;
    if (depth > deepest)
      refuse(problems_, node, "nested too deeply for a scenario");
    else if (++nodes_ > most_nodes || text_ > most_text)
      refuse(problems_, node, "too much for one scenario; aliases (*name) repeat what they stand for");
    else
      return true;
    overflow_ = true;
    return false;
  }

  [[nodiscard]] bool has_tag(const YAML::Node& from, std::size_t offset) const {
    const std::string& tag = from.Tag();
    return (tag != "?" && tag != "!" && !tag.empty()) ||
           (offset < source_.text().size() && source_.text()[offset] == '!');
  }

  void take_scalar(const YAML::Node& from, Node& node) {
    node.kind = Node::Kind::scalar;
    node.text = from.Scalar();
    text_ += node.text.size();
    node.places = places_of(node.text, source_.text(), node.offset);
    const std::size_t line_end = std::min(source_.text().find('\n', node.offset), source_.text().size());
    node.width = std::clamp<std::size_t>(node.places.back() - node.offset, 1,
                                         std::max<std::size_t>(line_end - node.offset, 1));
    const auto bad = std::ranges::find_if(node.text, is_control);
    if (bad != node.text.end())
      refuse(problems_, node,
             Fault{static_cast<std::size_t>(bad - node.text.begin()), 1, "a control character in a value"});
  }

  void take_sequence(const YAML::Node& from, Node& node, int depth) {
    node.kind = Node::Kind::sequence;
    for (const auto& item : from) node.items.push_back(convert(item, depth + 1));
  }

  void take_mapping(const YAML::Node& from, Node& node, int depth) {
    node.kind = Node::Kind::mapping;
    std::set<std::string> seen;
    for (const auto& entry : from) {
      Node key = convert(entry.first, depth + 1);
      Node value = convert(entry.second, depth + 1);
      if (value.is_nothing()) {  // its mark is that of whatever comes next
        value.offset = key.offset;
        value.width = key.width;
      }
      if (is_good_key(key, seen)) node.entries.emplace_back(std::move(key), std::move(value));
    }
  }

  bool is_good_key(const Node& key, std::set<std::string>& seen) {
    if (!key.is_scalar())
      refuse(problems_, key, "a key must be a plain word");
    else if (key.text == "<<")
      refuse(problems_, key, "merge keys ('<<') are not applied; write the keys out, or use a matrix");
    else if (!seen.insert(key.text).second)
      refuse(problems_, key,
             fmt::format("{} stands here twice; the first one would be lost", quoted(key.text)));
    else
      return true;
    return false;
  }

  Problems& problems_;
  const SourceText& source_;
  std::size_t nodes_ = 0;
  std::size_t text_ = 0;
  bool overflow_ = false;
};

// The place and the text of what made the file unreadable as a whole.
bool is_readable(Problems& problems) {
  const std::string_view text = problems.source().text();
  if (text.size() > largest_file)
    problems.add(
        0, 1,
        fmt::format("{} bytes are too much for a scenario; at most {} are read", text.size(), largest_file));
  else if (const auto garbage = find_garbage(text))
    problems.add(garbage->offset, 1, std::string(garbage->why));
  else
    return true;
  return false;
}

std::string advice(const std::string& message) {
  if (message == "bad file") return "not valid YAML: nested too deeply";
  std::string text = "not valid YAML: " + message;
  if (message == "illegal map value") text += "; text that has ': ' in it needs quotes around it";
  if (message == "unknown token") text += "; text that begins with this character needs quotes around it";
  return text;
}

std::optional<Node> the_one_document(const std::vector<YAML::Node>& documents, Problems& problems) {
  if (documents.empty()) return Node{};
  Converter converter(problems);
  if (documents.size() == 1) {
    Node whole = converter.convert(documents.front());
    return converter.overflowed() ? std::nullopt : std::optional(std::move(whole));
  }
  const YAML::Mark second = documents[1].Mark();
  problems.add(problems.source().offset(second.line, second.column), 1,
               "a second YAML document begins here; a file holds one scenario"
               " (a key that is indented less than a list begins one, too)");
  return std::nullopt;
}

}  // namespace

std::optional<Node> parse_yaml(Problems& problems) {
  if (!is_readable(problems)) return std::nullopt;
  try {
    return the_one_document(YAML::LoadAll(std::string(problems.source().text())), problems);
  } catch (const YAML::Exception& problem) {
    const YAML::Mark& mark = problem.mark;
    problems.add(mark.is_null() ? 0 : problems.source().offset(mark.line, mark.column), 1,
                 advice(problem.msg));
    return std::nullopt;
  }
}

}  // namespace limitest::scenario
