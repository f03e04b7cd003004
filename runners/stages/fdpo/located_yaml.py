"""A YAML document with the line on which each of its fields stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

MOST_CHARACTERS = 200_000


@dataclass(frozen=True)
class FileProblem:
    """What is wrong with a file, and where: `field` is a path such as `original_dpo.hyperparams.beta`."""

    field: str
    line: int | None
    what: str
    remedy: str | None = None

    def as_json(self) -> dict[str, Any]:
        """As the server and the command line read it."""
        return {"field": self.field, "line": self.line, "what": self.what, "remedy": self.remedy}


@dataclass(frozen=True)
class LocatedYaml:
    """`value` as plain Python; `lines` from the path of a field to its line, counted from 1."""

    value: Any
    lines: dict[str, int]
    problems: tuple[FileProblem, ...]

    def line_of(self, field: str) -> int | None:
        """The line of a field, or of what holds it."""
        while field not in self.lines and "." in field:
            field = field.rpartition(".")[0]
        return self.lines.get(field)


def read_located(text: str) -> LocatedYaml:
    """Read one document; what stands twice in a block is a problem, as YAML would keep the last without a word."""
    if len(text) > MOST_CHARACTERS:
        return broken("", None, f"The file has more than {MOST_CHARACTERS:,} characters.")
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        fields = list(walk(node, "", set())) if node is not None else []
        value = loader.construct_document(node) if node is not None else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f", column {mark.column + 1}" if mark else ""
        return broken("", mark.line + 1 if mark else None, f"The file is no YAML here{place}.")
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return broken("", None, f"The file is no YAML: {error.__class__.__name__}.")
    finally:
        loader.dispose()
    lines: dict[str, int] = {}
    twice = []
    for path, line in fields:
        if path in lines:
            twice.append(FileProblem(path, line, f"{path} stands twice, first on line {lines[path]}.", "Keep one."))
        lines.setdefault(path, line)
    return LocatedYaml(value, lines, tuple(twice))


def broken(field: str, line: int | None, what: str) -> LocatedYaml:
    """Return a document that says only what is wrong with it."""
    return LocatedYaml(None, {}, (FileProblem(field, line, what, "Give a config.yaml in YAML."),))


def walk(node: yaml.Node, path: str, seen: set[int]) -> Iterator[tuple[str, int]]:
    """Give the path and line of every field; an alias leads to what was walked before and is walked once."""
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = f"{path}.{key.value}" if path else str(key.value)
            yield inner, key.start_mark.line + 1
            yield from walk(value, inner, seen)
    elif isinstance(node, yaml.SequenceNode):
        for at, value in enumerate(node.value):
            yield f"{path}.{at}", value.start_mark.line + 1
            yield from walk(value, f"{path}.{at}", seen)
