"""`sample-data --out FILE`: writes the sample dataset, clinical dialogues with notes, as JSONL."""

import argparse
import json
import sys
from pathlib import Path

from runners.data.sample.generate_sample import GENERATOR, write_sample


def main(arguments: list[str]) -> int:
    """Prints `{"generator", "seed", "rows", "splits", "out"}`."""
    parser = argparse.ArgumentParser(prog="python -m runners sample-data", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="file to write")
    parser.add_argument("--seed", type=int, default=0, help="same seed, same bytes")
    parser.add_argument("--dialogues", type=int, default=300, help="how many dialogues with notes, 3 at least")
    parser.add_argument("--further", type=int, default=0, help="further patients for the test, a dialogue each")
    asked = parser.parse_args(arguments)
    if asked.dialogues < 3:
        parser.error("--dialogues must be at least 3, one for each split")
    if asked.further < 0:
        parser.error("--further counts patients")
    splits = write_sample(asked.out, asked.seed, asked.dialogues, asked.further)
    summary = {"generator": GENERATOR, "seed": asked.seed, "rows": sum(splits.values()), "splits": splits}
    sys.stdout.write(json.dumps({**summary, "out": str(asked.out)}) + "\n")
    return 0
