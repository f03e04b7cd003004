"""What is started: an argument list and the variables that it gets."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath


@dataclass(frozen=True)
class Program:
    """`variables` are added to, or where None taken from, the environment of whoever starts it."""

    arguments: tuple[str, ...]
    variables: Mapping[str, str | None]

    def with_variables(self, variables: Mapping[str, str | None]) -> "Program":
        """The same program; later variables win."""
        return replace(self, variables={**self.variables, **variables})

    def environment(self, base: Mapping[str, str]) -> dict[str, str]:
        """`base` with the variables added and removed."""
        merged: dict[str, str | None] = {**base, **self.variables}
        return {name: value for name, value in merged.items() if value is not None}


def by_torchrun(program: Program, processes: int) -> Program:
    """One process a GPU on this machine (https://docs.pytorch.org/docs/stable/elastic/run.html).

    A Python program is started by the same interpreter, so that torchrun is the one of its environment. Options of the
    interpreter are no options of torchrun: with them it starts the whole command line.
    """
    first, *rest = program.arguments
    options = ["--standalone", f"--nproc-per-node={processes}"]
    if _is_python(first) and rest and rest[0].startswith("-") and rest[0] != "-m":
        whole = (first, "-m", "torch.distributed.run", *options, "--no-python", *program.arguments)
        return replace(program, arguments=whole)
    if _is_python(first):
        return replace(program, arguments=(first, "-m", "torch.distributed.run", *options, *rest))
    return replace(program, arguments=("torchrun", *options, "--no-python", *program.arguments))


def _is_python(program: str) -> bool:
    return re.fullmatch(r"python[\d.]*", PurePath(program).name) is not None
