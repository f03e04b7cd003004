"""`python -m runners COMMAND`: each command is a module of `runners.commands` with `main(arguments) -> exit code`."""

import os
import sys
from importlib import import_module
from pathlib import Path


def _commands() -> list[str]:
    modules = (Path(__file__).parent / "commands").glob("*.py")
    return sorted(path.stem.replace("_", "-") for path in modules if path.stem != "__init__")


def main() -> int:
    """Runs the named command; importing only that one keeps the light ones fast."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in _commands():
        sys.stderr.write(f"usage: python -m runners {{{','.join(_commands())}}} …\n")
        return 2
    command = import_module(f"runners.commands.{name.replace('-', '_')}")
    return int(command.main(sys.argv[2:]))


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    # Everything is written. Taking down an interpreter that has loaded torch would hold the device for seconds more.
    os._exit(code)
