"""`assay COMMAND …`: each command is a module of `assay.commands`, and only the one asked for is loaded."""

import sys
from importlib import import_module
from typing import Any

from assay.failure import AssayError, Misused

DONE, FAILED, MISUSED, LEFT_BEHIND, INTERRUPTED = 0, 1, 2, 75, 130

EXIT_CODES = """Exit codes:
  0    done
  1    it was tried and failed: the server said no, none answered, or the run did not finish
  2    the command cannot be done as it was written
  75   sync: something is left to deliver later
  130  interrupted"""

ENVIRONMENT = """Where the server is: ASSAY_URL and ASSAY_TOKEN, then `assay login`, then the one of this machine."""

COMMANDS: dict[str, str] = {
    "login": "sign this machine in to a server",
    "logout": "forget the server and its token",
    "sign-in": "print an address that signs you in in a browser, once; on the server's machine",
    "tokens create": "a token for a program or a machine, shown once",
    "tokens list": "your tokens, with what they may do and until when",
    "tokens revoke": "end a token at once",
    "people reset": "print a link by which a person sets a new password, once; on the server's machine",
    "projects list": "the projects that you are in",
    "datasets import": "store a CSV, JSONL, JSON or Parquet file as a version",
    "datasets list": "datasets with their newest version",
    "datasets export": "write a version to a file",
    "pairs export": "write pairs as TRL reads them, with a data card",
    "models list": "newest first",
    "models pull": "download a model's files, resumed where it was cut off",
    "runs launch": "start a run of a stage: sft, generate, evaluate, import-model, command",
    "runs templates": "settings to launch with, as published, each with its source",
    "runs list": "newest first",
    "runs show": "one run with its config, inputs and results, as JSON",
    "runs logs": "the log from its first line",
    "runs metrics": "what a run measured",
    "runs compare": "what differs between runs, and by how much",
    "runs cancel": "stop it, with a checkpoint where the stage writes them",
    "runs retry": "a new attempt from the beginning",
    "runs resume": "a new attempt from the last checkpoint",
    "runs import": "store a journal that was written on a machine without a server",
    "sweeps import": "launch what a config.yaml of Factual-DPO asks for",
    "sweeps export": "write a launched sweep as such a file, by its tag",
    "campaigns import": "bring labels in as a closed campaign: rate, gate and agreement",
    "campaigns list": "newest first",
    "campaigns stats": "rate, gate and agreement of a closed round",
    "campaigns export": "the marks of a closed round as CSV, JSONL or a project of Label Studio",
    "audit verify": "check that nothing in the audit chain was edited, removed, added or moved",
    "audit head": "export the head of the audit chain, and print it to keep it elsewhere",
    "studies sample": "take the embedded model through the whole loop on sample notes, or compare it on yours",
    "backup": "keep database, objects, checkpoints and secret in a folder; on the server's machine",
    "restore": "put a backup in place of what is there; on the server's machine",
    "gc": "remove files that nothing needs any more; on the server's machine",
    "sync": "deliver what this machine logged while no server answered",
}

GROUPS = {
    "campaigns": "rounds in which people read notes against their sources",
    "audit": "who changed what in reviews, gates, people and tokens",
    "tokens": "tokens for programs and machines",
    "people": "who may sign in",
    "projects": "the spaces that runs belong to",
    "datasets": "data to train on and to evaluate with",
    "pairs": "better and worse answers to one prompt, to learn preferences from",
    "models": "models that runs can start from",
    "runs": "launch, follow and steer runs",
    "sweeps": "runs that differ in settings, models and seeds",
    "studies": "graphs of runs",
}


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        return _run(given)
    except Misused as error:
        return _explain(error, MISUSED)
    except AssayError as error:
        return _explain(error, FAILED)
    except BrokenPipeError:
        # Whoever read has seen enough, e.g. `head`; the interpreter must not try to flush again.
        sys.stderr.close()
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED


def _explain(error: AssayError, code: int) -> int:
    sys.stdout.flush()
    sys.stderr.write(f"{error}\n")
    return code


def _run(given: list[str]) -> int:
    if given == ["--version"]:
        return _say_version()
    words = _words(given)
    name = next((each for each in (" ".join(words[:2]), words[0] if words else "") if each in COMMANDS), None)
    if name is None:
        return _help(words, given)
    from assay.arguments import parse

    module: Any = import_module(f"assay.commands.{name.replace(' ', '_').replace('-', '_')}")
    parsed = parse(name, COMMANDS[name], module.add_arguments, given)
    code = module.run(parsed)
    sys.stdout.flush()
    return DONE if code is None else int(code)


def _say_version() -> int:
    from importlib.metadata import PackageNotFoundError, version

    try:
        sys.stdout.write(f"{version('assay')}\n")
    except PackageNotFoundError:
        sys.stdout.write("not installed, run from its sources\n")
    return DONE


def _words(given: list[str]) -> list[str]:
    """The words of the command: what is no option, and not the project's name."""
    words = []
    skip = False
    for each in given:
        if skip or each.startswith("-"):
            skip = not skip and each == "--project"
            continue
        words.append(each)
    return words


def _help(words: list[str], given: list[str]) -> int:
    group = words[0] if words and words[0] in GROUPS else None
    asked = "--help" in given or "-h" in given or (words[:1] == ["help"])
    if words and group is None and words != ["help"]:
        raise Misused(f"error: unknown command '{words[0]}'; `assay --help` lists them.")
    if group and len(words) > 1:
        raise Misused(f"error: unknown command '{' '.join(words[:2])}'; `assay {group} --help` lists them.")
    prefix = f"{group} " if group else ""
    rows = [(name, text) for name, text in COMMANDS.items() if name.startswith(prefix)]
    about = f"{group[0].upper()}{group[1:]}: {GROUPS[group]}." if group else _ABOUT
    listed = "\n".join(f"  {name:<18}{text}" for name, text in rows)
    text = (
        f"Usage: assay [--project SLUG] {prefix}COMMAND …\n\n{about}\n\nCommands:\n{listed}\n\n"
        f"Every command takes --json and --help.\n{ENVIRONMENT}\n\n{EXIT_CODES}\n"
    )
    (sys.stdout if asked else sys.stderr).write(text)
    return DONE if asked else MISUSED


_ABOUT = "Launches runs, follows them and brings data in, from the command line."
