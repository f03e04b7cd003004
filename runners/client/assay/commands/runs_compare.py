"""Compares runs."""

from argparse import ArgumentParser
from typing import Any

from assay.arguments import Parsed
from assay.failure import Misused
from assay.printing import print_json, print_line, print_table, tell
from assay.study_summary import format_estimate

_MOST_RUNS = 100


def add_arguments(parser: ArgumentParser) -> None:
    """Which runs, and in what."""
    parser.add_argument("run", nargs="+", help="2 to 100 ids; the first is what the others are held against")
    parser.add_argument("--baseline", metavar="RUN", help="hold the others against this one")
    parser.add_argument(
        "--against", metavar="RUN", help="show all metrics of this one (default: the one furthest ahead)"
    )
    parser.add_argument("--metric", metavar="ID", help="what the verdict is about, e.g. metric.validation/loss:min")
    parser.add_argument("--each-seed", action="store_true", help="do not put runs together that differ by seed alone")


def run(parsed: Parsed) -> None:
    """The verdict in a sentence, then one line a metric."""
    if not 2 <= len(parsed.run) <= _MOST_RUNS:
        raise Misused(f"runs compare takes 2 to {_MOST_RUNS} runs.")
    asked = {
        "runs": parsed.run,
        "baseline": parsed.baseline,
        "against": parsed.against,
        "metric": parsed.metric,
        "fold": False if parsed.each_seed else None,
    }
    report = parsed.session.connection.get(parsed.session.within("compare"), asked)
    for missing in report["missing"]:
        tell(f"{missing} is not in the project any more")
    if parsed.json:
        print_json(report)
        return
    names = {arm["id"]: _arm_name(arm) for arm in report["arms"]}
    print_line(report["verdict"]["headline"])
    if report["verdict"]["evidence"]:
        print_line(report["verdict"]["evidence"])
    if len(report["leading"]) > 1:
        print_line("")
        _print_comparisons("AGAINST " + names[report["baseline"]], report["leading"], lambda each: names[each["arm"]])
    print_line("")
    _print_comparisons("METRIC", report["table"], lambda each: each["metric"])


def _arm_name(arm: dict[str, Any]) -> str:
    return f"{arm['name']} ({len(arm['runs'])} runs)" if len(arm["runs"]) > 1 else str(arm["name"])


def _print_comparisons(first: str, comparisons: list[dict[str, Any]], name: Any) -> None:
    rows = [[name(each), each["verdict"]["judgement"], _difference(each)] for each in comparisons]
    print_table([first, "VERDICT", "DIFFERENCE"], rows, "They share no metric.")
    for each in comparisons:
        for caution in each["cautions"]:
            tell(f"{name(each)}: {caution}")


def _difference(comparison: dict[str, Any]) -> str:
    """The one that the verdict is about: over trainings where that has an interval, else over the shared examples."""
    by_item, by_seed = comparison["byItem"], comparison["bySeed"]
    if by_seed.get("interval") or not by_item:
        return format_estimate(by_seed)
    return format_estimate(by_item if by_item.get("interval") or by_seed["state"] == "undefined" else by_seed)
