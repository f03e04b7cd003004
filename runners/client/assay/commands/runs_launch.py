"""Starts a run of a stage."""

from argparse import ArgumentParser
from typing import Any

from assay.arguments import Parsed, whole_number
from assay.failure import Failed, Misused
from assay.follow_run import follow_run
from assay.printing import print_json, print_line, tell
from assay.session import Session, items
from assay.settings import read_config, read_inputs, read_value, split_pair
from assay.sweep_plan import read_model, show_plan
from assay.templates import fill_in, template_named

_NOT_GIVEN: list[str] = []


def add_arguments(parser: ArgumentParser) -> None:
    """The stage, its settings and its inputs."""
    often: dict[str, Any] = {"action": "append", "default": _NOT_GIVEN}
    parser.add_argument("stage", help="sft, generate, evaluate, import-model, command")
    parser.add_argument(
        "--config", metavar="FILE|NAME=VALUE", **often, help="settings as YAML, JSON or TOML, or a single one"
    )
    parser.add_argument("--template", metavar="NAME", help="settings as published; `assay runs templates` lists them")
    parser.add_argument("--file", metavar="FILE", help="settings as YAML, JSON or TOML")
    parser.add_argument("--set", metavar="A.B=VALUE", **often, help="one setting, also inside a group of them")
    parser.add_argument(
        "--input",
        metavar="NAME=ID",
        **often,
        help="what it reads; model:ID, run:ID or dataset:ID where the id alone is not clear",
    )
    parser.add_argument("--name")
    parser.add_argument("--seed", type=whole_number("--seed", 0))
    parser.add_argument(
        "--vary", metavar="NAME=VALUE,VALUE", **often, help="a setting to sweep: one run for each combination"
    )
    parser.add_argument(
        "--models",
        metavar="ID[=SHORT],…",
        help="the same for each model; SHORT names it in names of runs, run:ID is a run's model",
    )
    parser.add_argument("--plan", action="store_true", help="say what a sweep would come to, and launch nothing")
    parser.add_argument("--seeds", metavar="SEED,SEED", help="one run for each seed")
    parser.add_argument("--priority", type=whole_number("--priority", -100), help="higher goes first, -100 to 100")
    parser.add_argument("--wait", action="store_true", help="until it has ended; exit code 1 unless it finished")


def run(parsed: Parsed) -> None:
    """Prints the run's id; with --wait, once it has ended."""
    session = parsed.session
    files = [each for each in [parsed.file, *parsed.config] if each and "=" not in each]
    pairs = [each for each in parsed.config if "=" in each]
    varied = {name: [read_value(each) for each in values.split(",")] for name, values in map(split_pair, parsed.vary)}
    wanted = {
        "stage": parsed.stage,
        "name": parsed.name,
        "config": read_config(files, pairs, parsed.set),
        "inputs": read_inputs(parsed.input, _input_kinds(session, parsed.stage)),
        "seed": parsed.seed,
        "priority": parsed.priority,
    }
    given = {name: value for name, value in wanted.items() if value is not None}
    if parsed.template:
        fill_in(template_named(session, parsed.template, parsed.stage), given, varied, seeded=bool(parsed.seeds))
    if varied or parsed.seeds or parsed.models or parsed.plan:
        return _sweep(parsed, given, varied)
    run_id = str(session.connection.post(session.within("runs"), given)["runId"])
    url = session.page_of("runs", run_id)
    if parsed.wait:
        _wait(parsed, run_id, url)
    elif parsed.json:
        print_json({"run": run_id, "url": url})
    else:
        print_line(run_id)


def _sweep(parsed: Parsed, given: dict[str, Any], varied: dict[str, list[object]]) -> None:
    if parsed.wait:
        raise Misused("--wait follows one run; a sweep is several. `assay runs list --filter` shows them by their tag.")
    if parsed.seeds and parsed.seed is not None:
        raise Misused("Give --seed or --seeds, not both.")
    seed = given.pop("seed", None)
    seeds = [whole_number("--seeds", 0)(each) for each in (parsed.seeds or "").split(",") if each]
    wanted = {**given, "vary": varied, "seeds": seeds or ([] if seed is None else [seed])}
    if parsed.models:
        wanted["models"] = [read_model(each) for each in parsed.models.split(",")]
    if parsed.plan:
        return show_plan(parsed, wanted)
    made = parsed.session.connection.post(parsed.session.within("sweeps"), wanted)
    if parsed.json:
        print_json({"runs": made["runIds"], "tag": made["tag"]})
        return
    tell(f"{len(made['runIds'])} runs, tagged {made['tag']}.")
    for run_id in made["runIds"]:
        print_line(str(run_id))


def _input_kinds(session: Session, stage: str) -> dict[str, str]:
    stages = {str(each["stage"]): each for each in items(session.connection.get(session.within("stages")))}
    if stage not in stages:
        raise Misused(f'There is no stage "{stage}".')
    return {str(each["name"]): str(each["kind"]) for each in stages[stage]["inputs"]}


def _wait(parsed: Parsed, run_id: str, url: str) -> None:
    tell(url)
    ended = follow_run(parsed.session, run_id)
    if parsed.json:
        state = {name: ended[name] for name in ("state", "failure", "headline")}
        print_json({"run": run_id, "url": url, **state})
    else:
        print_line(run_id)
    if ended["state"] != "finished":
        failure = ended.get("failure")
        why = f": {failure['reason'].rstrip('.')}" if failure else ""
        raise Failed(f"{ended['name']} is {ended['state']}{why}.")
