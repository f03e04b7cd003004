"""What the commands that change a run's state share."""

from argparse import ArgumentParser

from assay.arguments import Parsed
from assay.printing import print_json, print_line


def add_run(parser: ArgumentParser) -> None:
    """Which one."""
    parser.add_argument("run", help="its id")


def act(parsed: Parsed, action: str) -> None:
    """Does it and says the state that the run is in now."""
    session = parsed.session
    done = session.connection.post(session.within("runs", parsed.run, action))
    if parsed.json:
        print_json({"run": parsed.run, **done})
    else:
        print_line(f"{parsed.run} is {done['state']}")
