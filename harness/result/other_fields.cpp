// SPDX-License-Identifier: Apache-2.0
// What stands in the files besides results.jsonl.
#include "harness/result/field_types.h"
#include "harness/result/line_fields.h"

namespace limitest::result {
namespace {

constexpr LineField proof_fields[] = {
    {"scenario", text, "its name"},
    {"ablation", text, "what was left out or changed"},
    {"noticed", yes_no, "whether the scenario failed then, as it should"},
    {"file", text, "where the scenario was read from"},
    {"line", number, "of what was left out"},
    {"verdict", "pass, fail, broken",
     "of the changed scenario; broken: our side failed, which proves nothing"},
    {"reason", text, "why it did not pass; empty where it did"},
};

constexpr LineField coverage_fields[] = {
    {"behaviour", text, "as scenarios name it under `covers`"},
    {"hierarchy", "v1, v2, both", "what it is a promise of"},
    {"sentence", text, "what is promised"},
    {"scenarios", "list of texts", "those that cover it; empty: a hole"},
    {"verdicts", "verdict by column", "the gravest of theirs in the results that were given"},
};

constexpr LineField document_fields[] = {
    {"schema", number, "a change of meaning raises it"},
    {"run", text, "as in results.jsonl, and so the next two"},
    {"version", text, "of limitest"},
    {"started", text, "UTC"},
    {"seconds", number, "that it took"},
    {"finished", yes_no, "false: it died before its end"},
    {"interrupted", yes_no, "whether somebody ended it"},
    {"headline", text, "the outcome in one sentence"},
    {"counts", "number by verdict", "how many scenarios ended so"},
    {"cells", "list",
     "kernel, hierarchy, image, host, counts and facts of each column, or why it is left out"},
    {"changes", "list", "scenario, hierarchy, and verdict before and after, from each kernel to the next"},
    {"grid", "list", "scenario, and under `outcomes` its kernel, hierarchy, verdict, reason and seconds"},
};

constexpr LineField comparison_fields[] = {
    {"old", text, "kernel and file of the old result"},
    {"new", text, "of the new one"},
    {"notes", "list of texts", "what disturbs the comparison"},
    {"threshold", number, "percent that a time or a ratio may change by"},
    {"instructions_threshold", number, "percent that a number of instructions may change by"},
    {"costs", "list",
     "of two benchmarks: name, unit, before, after, ratio with its 95 % interval (low, high), p, trend, "
     "functions that differ, remark"},
    {"verdicts", "list",
     "of two runs, what changed: scenario, where, before, after (empty: not played), reason, worse, lost"},
    {"same_verdicts", number, "how many did not change"},
    {"one_sided", "list", "kernels or hierarchies of one result alone: where, only (old, new), judged"},
    {"judged_in_both", number, "scenarios with a verdict about the kernel in both"},
    {"cut_short", yes_no, "whether the new run died or was interrupted"},
    {"lost", number, "claims that held, or were known not to, and were not judged now"},
    {"worse", yes_no, "whether anything fails now, or is dearer"},
};

constexpr LineKind kinds[] = {
    {"prove", "A line of `limitest prove -o jsonl=FILE`: one ablation, played.", proof_fields},
    {"coverage", "A line of `limitest coverage -o jsonl=FILE`: one behaviour.", coverage_fields},
    {"json", "The document of `-o json=FILE` of run, matrix and report.", document_fields},
    {"compare", "The document of `limitest compare -o json=FILE`.", comparison_fields},
};

}  // namespace

std::span<const LineKind> other_kinds() {
  return kinds;
}

}  // namespace limitest::result
