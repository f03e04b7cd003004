"""`bench [NAME] [OPTIONS]`: measures, beside a baseline in the same run; without a name, all that needs no GPU."""

import sys

from runners.bench.figure import read_json_path, report
from runners.bench.registry import bench_names, load_bench


def main(arguments: list[str]) -> int:
    """Tables on stderr, one JSON object on stdout and in `--json FILE`; a missed target is shown, not failed."""
    if arguments and not arguments[0].startswith("-"):
        name, *options = arguments
        if name not in bench_names():
            sys.stderr.write(f"usage: python -m runners bench {{{','.join(bench_names())}}} [--json FILE] …\n")
            return 2
        return load_bench(name)(options)
    path = read_json_path("bench", __doc__, arguments)
    from runners.bench.log.main import measure as measure_log
    from runners.bench.survive.main import measure as measure_survive

    report({"log": measure_log(), "survive": measure_survive()}, path)
    return 0
