"""What a sweep would come to, before it is launched."""

from collections.abc import Iterable
from typing import Any

from assay.arguments import Parsed
from assay.failure import Failed, Misused
from assay.printing import format_duration, print_json, print_line, tell


def read_model(text: str) -> dict[str, str]:
    """`ID`, `run:ID` or either with `=SHORT`, which names the model in names of runs.

    Raises:
        Misused: there is no id.
    """
    target, _, short = text.strip().partition("=")
    prefix, colon, named = target.partition(":")
    kind, identifier = (prefix, named) if colon else ("model", target)
    if kind not in ("model", "run") or not identifier:
        raise Misused(f'--models: "{text}" is no id of a model, and not run:ID either.')
    return {"modelId" if kind == "model" else "fromRunId": identifier, **({"short": short} if short else {})}


def ask_plan(parsed: Parsed, wanted: dict[str, Any]) -> dict[str, Any]:
    """What a sweep would come to; its `problems` would refuse it."""
    plan: dict[str, Any] = parsed.session.connection.post(parsed.session.within("sweeps", "plan"), wanted)
    return plan


def show_plan(parsed: Parsed, wanted: dict[str, Any]) -> None:
    """Prints the names of the runs, and tells count, time and cost.

    Raises:
        Failed: the sweep would be refused; says why.
    """
    plan = ask_plan(parsed, wanted)
    if parsed.json:
        print_json(plan)
        return
    tell_plan(plan)
    refuse_plans([plan])


def refuse_plans(plans: Iterable[dict[str, Any]]) -> None:
    """Says what would be refused, each once.

    Raises:
        Failed: something would be.
    """
    said = dict.fromkeys(str(each["what"]) for plan in plans for each in plan["problems"])
    if said:
        raise Failed(" ".join(said))


def tell_plan(plan: dict[str, Any]) -> None:
    """Prints the names of the runs, and tells count, time and cost."""
    for name in plan["names"]:
        print_line(str(name))
    slots, ahead = plan["slots"], plan["ahead"]
    tell(f"{plan['runs']} runs, {slots['atOnce']} at once on {slots['device']}; {plan['references']} reference runs.")
    seconds, elapsed = ahead["seconds"], ahead["elapsedSeconds"]
    time = "Time not known" if seconds is None else f"About {format_duration(seconds)} of devices"
    tell(f"{time}{'' if elapsed is None else f', {format_duration(elapsed)} in all'}. {ahead['basis']}")
    tell(
        "Cost not known."
        if plan["cost"] is None
        else f"About {plan['cost']:.2f} {plan['currency'] or ''}".rstrip() + "."
    )
    for warning in plan["warnings"]:
        tell(warning)
    if plan["taken"]:
        tell(f"{len(plan['taken'])} of these names stood already and get a number behind.")
