// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/evaluate.h"

#include <limits>

#include "harness/base/nearest.h"
#include "harness/cgroup/census.h"
#include "harness/cgroup/reading.h"
#include "harness/engine/charging.h"

namespace limitest::engine {
namespace {

using scenario::ListenerMeasure;
using scenario::LiteralKind;
using scenario::ProcessMeasure;

Kind kind_of(LiteralKind kind) {
  switch (kind) {
    case LiteralKind::bytes:
      return Kind::bytes;
    case LiteralKind::time:
      return Kind::time;
    case LiteralKind::count:
      break;
  }
  return Kind::count;
}

struct Evaluator {
  Stage& stage;
  const std::string& text;

  Quantity operator()(const scenario::Literal& literal) const {
    const bool unlimited =
        literal.kind != LiteralKind::time && literal.value >= double{cgroup::unlimited_from};
    return exactly(unlimited ? std::numeric_limits<double>::infinity() : literal.value, kind_of(literal.kind),
                   true);
  }

  Quantity operator()(const scenario::ControlRef& ref) const { return read_control_file(ref); }

  Quantity operator()(const scenario::ProcessValue& value) const {
    const Actor& actor = stage.actors.at(value.process);
    return read_process(actor, value.measure);
  }

  Quantity operator()(const scenario::ListenerValue& value) const {
    const Listener& listener = stage.listeners.at(value.listener);
    if (value.measure == ListenerMeasure::count)
      return labelled(exactly(static_cast<double>(listener.count), Kind::count, false));
    const auto& when = value.measure == ListenerMeasure::first ? listener.first : listener.last;
    if (!when) return unknown(value.listener + " has not fired", false);
    return labelled(exactly(static_cast<double>(when->count()), Kind::time, false));
  }

  Quantity operator()(const scenario::SavedValue& value) const {
    const auto found = stage.saved.find(value.name);
    if (found == stage.saved.end()) return unknown(value.name + " was not saved", true);
    Quantity saved = found->second;
    saved.final = true;
    saved.readings.clear();
    return labelled(std::move(saved));
  }

  Quantity operator()(const scenario::MachineValue& value) const {
    switch (value) {
      case scenario::MachineValue::page_size:
        return exactly(stage.slack.page, Kind::bytes, true);
      case scenario::MachineValue::cpus:
        return exactly(stage.slack.cpus, Kind::count, true);
      case scenario::MachineValue::memory_cgroups:
        break;
    }
    const auto groups = cgroup::memory_cgroups();
    if (!groups) return unknown(fmt::format("{} cannot be read: {}", text, groups.error().message), false);
    return labelled(exactly(*groups, Kind::count, false));
  }

  Quantity operator()(const scenario::Arithmetic& sum) const {
    return combine(sum.operation, evaluate(*sum.left, stage), evaluate(*sum.right, stage));
  }

 private:
  [[nodiscard]] Quantity labelled(Quantity quantity) const {
    quantity.readings.push_back(fmt::format("{} = {}", text, value_text(quantity.value, quantity.kind)));
    return quantity;
  }

  [[nodiscard]] Quantity read_control_file(const scenario::ControlRef& ref) const {
    const cgroup::Group* group = stage.group(ref.cgroup);
    if (group == nullptr) return unknown(fmt::format("cgroup {} is not there", ref.cgroup), true);
    const auto which = cgroup::resolve(ref.file, ref.field, group->hierarchy());
    if (!which)
      return unknown(fmt::format("{} does not exist on {}", text, to_string(group->hierarchy())), true);
    const auto content = content_of(ref, *group, std::string(which->file->name));
    if (!content)
      return unknown(fmt::format("{} cannot be read: {}", text, content.error().described()), false);
    const auto number = cgroup::number_in(*which->file, which->field, *content);
    if (!number)
      return unknown(fmt::format("{} has no such number{}", text, hint(which->field, *content)), false);
    cgroup::Measure measure = cgroup::measure_of(*which->file, which->field);
    if (ref.raw) measure.precision = raw_precision(measure.precision);
    return with_precision(*number, measure, *group);
  }

  // Which lines there are depends on the kernel, so that a mistyped one is found here.
  static std::string hint(std::string_view field, std::string_view content) {
    const auto near = nearest_word(field, cgroup::keys_in(content));
    return near ? fmt::format("; did you mean '{}'?", *near) : "";
  }

  [[nodiscard]] std::expected<std::string, Errno> content_of(const scenario::ControlRef& ref,
                                                             const cgroup::Group& group,
                                                             const std::string& file) const {
    const auto open_file = stage.open_files.find(ref.through);
    if (open_file == stage.open_files.end()) return group.read(file);
    auto content = read_whole(open_file->second.number());
    if (!content) return std::unexpected(Errno{content.error().code});
    return std::move(*content);
  }

  // What an old kernel leaves in the counters of its CPUs is in no number that can be read.
  [[nodiscard]] cgroup::Precision raw_precision(cgroup::Precision precision) const {
    const bool never_added_up = precision == cgroup::Precision::flushed && !stage.slack.flushes;
    return never_added_up ? precision : cgroup::Precision::exact;
  }

  [[nodiscard]] Quantity with_precision(double number, cgroup::Measure measure,
                                        const cgroup::Group& group) const {
    const bool in_pages = measure.unit == cgroup::Unit::pages && group.hierarchy() == cgroup::Hierarchy::v1;
    const bool in_bytes =
        measure.unit == cgroup::Unit::bytes || (measure.unit == cgroup::Unit::pages && !in_pages);
    const double unit = in_pages ? stage.slack.page : 1;
    Quantity quantity = exactly(number, in_bytes ? Kind::bytes : Kind::count, false);
    if (measure.unit == cgroup::Unit::microseconds) {
      constexpr double nanoseconds = 1000;
      quantity = exactly(number * nanoseconds, Kind::time, false);
    }
    if (measure.precision == cgroup::Precision::charged)
      widen_charged(quantity, charging_of(stage, group));
    else if (measure.precision == cgroup::Precision::flushed)
      widen_flushed(quantity, charging_of(stage, group), in_bytes || in_pages, unit);
    return labelled(std::move(quantity));
  }

  void widen_charged(Quantity& quantity, const Charging& by) const {
    quantity.exact = false;
    quantity.charging = by;
    quantity.low = quantity.value - stage.slack.below_charged(quantity.value, by);
    quantity.slack.push_back(fmt::format("{} {}", text, stage.slack.explain_charged(quantity.value, by)));
  }

  void widen_flushed(Quantity& quantity, const Charging& by, bool is_memory, double unit) const {
    const SlackModel& slack = stage.slack;
    const double off = is_memory ? slack.around_flushed(by) / unit : slack.around_events(by);
    if (off == 0) return;
    quantity.exact = false;
    quantity.low = quantity.value - off;
    quantity.high = quantity.value + off;
    quantity.slack.push_back(
        fmt::format("{} {}", text, is_memory ? slack.explain_flushed(by) : slack.explain_events(by)));
  }

  [[nodiscard]] Quantity read_process(const Actor& actor, ProcessMeasure measure) const {
    const process::Report report = actor.report();
    const bool final = !actor.alive();
    const auto number = [&](auto value, Kind kind) {
      return labelled(exactly(static_cast<double>(value), kind, final));
    };
    switch (measure) {
      case ProcessMeasure::touched: {
        Quantity touched = number(report.touched, Kind::bytes);
        touched.charging = charging_of(stage, actor);
        return touched;
      }
      case ProcessMeasure::progress:
        return number(report.progress, Kind::count);
      case ProcessMeasure::failures:
        return number(report.failures, Kind::count);
      case ProcessMeasure::last_errno:
        return number(report.last_errno, Kind::count);
      case ProcessMeasure::children:
        return number(report.children, Kind::count);
      case ProcessMeasure::ended:
        return final ? number(actor.ended_at().count(), Kind::time) : unknown("it is alive", false);
      case ProcessMeasure::exit_status:
      case ProcessMeasure::signal:
        break;
    }
    if (actor.alive()) return unknown("it is alive", false);
    if (actor.end()->by_signal != (measure == ProcessMeasure::signal))
      return unknown("it " + actor.ending(), true);
    return number(actor.end()->value, Kind::count);
  }
};

}  // namespace

Quantity evaluate(const scenario::Formula& formula, Stage& stage) {
  return std::visit(Evaluator{stage, formula.text}, formula.node);
}

}  // namespace limitest::engine
