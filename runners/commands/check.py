"""`check FILE`: says before a run takes a device what would go wrong; FILE is shaped like a launch file."""

import argparse
import json
import sys
from pathlib import Path

from pydantic import ValidationError

from runners.check.check_launch import check_launch
from runners.check.request import CheckRequest


def main(arguments: list[str]) -> int:
    """Prints `{"checks": […], "estimates": {…}}`; 2 when FILE is not shaped like a launch."""
    parser = argparse.ArgumentParser(prog="python -m runners check", description=__doc__)
    parser.add_argument("file", type=Path, help="launch file; inputs not made yet are left out")
    file: Path = parser.parse_args(arguments).file
    try:
        request = CheckRequest.model_validate_json(file.read_bytes())
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        sys.stdout.write(json.dumps({"error": {"reason": f"{where}: {first['msg']}", "field": where}}) + "\n")
        return 2
    sys.stdout.write(json.dumps(check_launch(request)) + "\n")
    return 0
