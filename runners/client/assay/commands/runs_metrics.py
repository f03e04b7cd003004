"""Shows what a run measured."""

from argparse import ArgumentParser
from typing import Any

from assay.arguments import Parsed, whole_number
from assay.failure import Misused
from assay.printing import format_number, print_json, print_table
from assay.series import MOST_BUCKETS, read_keys, read_rows

_KEY_COLUMNS = ("points", "firstStep", "lastStep", "last", "min", "max")
_MOST_KEYS = 100


def add_arguments(parser: ArgumentParser) -> None:
    """Which series, and how finely."""
    parser.add_argument("run", help="its id")
    parser.add_argument("--keys", metavar="A,B", help="show these series by step (default: list all keys)")
    parser.add_argument("--axis", choices=("step", "time"), default="step")
    parser.add_argument(
        "--points",
        type=whole_number("--points"),
        default=500,
        help=f"at most so many a series, up to {MOST_BUCKETS} (default: 500)",
    )


def run(parsed: Parsed) -> None:
    """All keys with their newest value, or the values of some by step."""
    connection, path = parsed.session.connection, parsed.session.within("runs", parsed.run)
    if parsed.keys is None:
        keys = read_keys(connection, path)
        if parsed.json:
            print_json(keys)
            return
        rows = [[str(each["key"]), *(format_number(_whole(each[name])) for name in _KEY_COLUMNS)] for each in keys]
        print_table(["KEY", "POINTS", "FIRST", "LAST STEP", "LAST", "MIN", "MAX"], rows, "It has logged nothing yet.")
        return
    wanted = [each.strip() for each in parsed.keys.split(",") if each.strip()]
    if not wanted or len(wanted) > _MOST_KEYS:
        raise Misused(f"--keys takes 1 to {_MOST_KEYS} keys, with commas between them.")
    if parsed.points > MOST_BUCKETS:
        raise Misused(f"--points takes at most {MOST_BUCKETS} a series.")
    found = read_rows(connection, path, wanted, parsed.points, parsed.axis)
    if parsed.json:
        print_json(found)
        return
    columns = ("key", parsed.axis, "value", "min", "max", "n")
    rows = [[format_number(each[name]) for name in columns] for each in found]
    print_table([each.upper() for each in columns], rows, "Nothing was logged under these keys.")


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value
