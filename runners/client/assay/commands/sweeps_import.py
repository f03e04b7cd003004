"""Launches what a `config.yaml` of Factual-DPO asks for."""

from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assay.arguments import Parsed
from assay.failure import Failed, Misused
from assay.printing import print_json, print_line, tell
from assay.settings import split_pair
from assay.sweep_plan import ask_plan, refuse_plans, tell_plan

_BLOCKS = {"dpo": "original_dpo", "fdpo": "modified_dpo"}


def add_arguments(parser: ArgumentParser) -> None:
    """The file, the pairs to train on, and what stands for its models."""
    parser.add_argument("file", help="config.yaml as AIXpert's pipeline has it; nothing of it is kept")
    parser.add_argument("--dataset", metavar="VERSION", required=True, help="pairs to train on, in place of its paths")
    parser.add_argument("--only", choices=["original", "modified"], help="one block alone")
    parser.add_argument(
        "--model",
        metavar="FILE_ID=ID",
        action="append",
        default=[],
        help="a model of the registry for one that the file names otherwise",
    )
    parser.add_argument("--plan", action="store_true", help="say what it would come to, and launch nothing")


def run(parsed: Parsed) -> None:
    """Prints the ids of the runs; every problem of the file with its line."""
    session = parsed.session
    asked = session.connection.post(session.within("sweeps", "files", "read"), {"text": _read(parsed.file)})
    _refuse(parsed.file, asked["problems"])
    for each in asked["leftOut"]:
        tell(f"{parsed.file}:{each['line']}: {each['field']} is left out; it is nothing that Assay uses.")
    for each in asked["inherited"]:
        tell(f"{parsed.file}:{each['line']}: {each['field']} holds for modified_dpo too, which leaves it out.")
    models = _models(asked["models"], dict(map(split_pair, parsed.model)))
    sweeps = [each for each in asked["sweeps"] if parsed.only in (None, _BLOCKS[each["stage"]].partition("_")[0])]
    if not sweeps:
        raise Misused(f"{parsed.file} asks for no run of {parsed.only}_dpo.")
    inputs = {"dataset": {"datasetVersionId": parsed.dataset}}
    wanted = [{**sweep, "inputs": inputs, "models": models} for sweep in sweeps]
    # All are asked for before the first is launched, so that a file is launched whole or not at all.
    plans = [ask_plan(parsed, each) for each in wanted]
    if parsed.plan:
        _show(parsed, plans)
        return
    refuse_plans(plans)
    made: list[dict[str, Any]] = []
    try:
        for each in wanted:
            made.append(session.connection.post(session.within("sweeps"), each))
            tell(f"{_BLOCKS[each['stage']]}: {len(made[-1]['runIds'])} runs, tagged {made[-1]['tag']}.")
    finally:
        _print_made(parsed, made)


def _print_made(parsed: Parsed, made: list[dict[str, Any]]) -> None:
    if parsed.json:
        print_json({"sweeps": [{"runs": each["runIds"], "tag": each["tag"]} for each in made]})
        return
    for each in made:
        for run_id in each["runIds"]:
            print_line(str(run_id))


def _show(parsed: Parsed, plans: list[dict[str, Any]]) -> None:
    if parsed.json:
        print_json({"sweeps": plans})
        return
    for plan in plans:
        tell_plan(plan)
    refuse_plans(plans)


def _read(name: str) -> str:
    try:
        return Path(name).read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise Misused(f"{name} is not text in UTF-8.") from None
    except OSError as error:
        raise Misused(f"{name} cannot be read: {(error.strerror or 'unknown').lower()}.") from None


def _refuse(name: str, problems: list[dict[str, Any]]) -> None:
    said = [
        f"{name}{':' + str(each['line']) if each['line'] else ''}: {each['what']} {each['remedy'] or ''}".rstrip()
        for each in problems
    ]
    if said:
        raise Misused("\n".join(said))


def _models(wanted: list[dict[str, Any]], given: Mapping[str, str]) -> list[dict[str, str]]:
    unknown = sorted(set(given) - {str(each["id"]) for each in wanted})
    if unknown:
        raise Misused(f"--model: the file names no {', '.join(unknown)}.")
    found = [(str(each["id"]), given.get(str(each["id"])) or each["modelId"], str(each["short"])) for each in wanted]
    missing = [identifier for identifier, model, _ in found if not model]
    if missing:
        raise Failed(
            f"Not in the registry: {', '.join(missing)}. Import them (stage import-model), or say what stands in: "
            f"--model {missing[0]}=ID."
        )
    return [{"modelId": str(model), "short": short} for _, model, short in found]
