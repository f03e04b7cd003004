"""Rows of single pairs at chosen steps, for the margin page."""

from collections.abc import Sequence
from random import Random

import torch

from runners.contract.records import PairRecord
from runners.preferences.pair import EncodedPair
from runners.preferences.scores import PairScores


def recorded_sample(count: int, most: int, seed: int) -> list[int]:
    """Return at most `most` of `count` pairs, drawn by the seed, in order: the same at every step."""
    if count <= most:
        return list(range(count))
    return sorted(Random(f"records/{seed}").sample(range(count), most))


def pair_rows(scores: PairScores, reference: torch.Tensor, pairs: Sequence[EncodedPair]) -> list[PairRecord]:
    """Return one record a pair, in the order of `pairs`; a pair without finite log-probabilities has none."""
    rows = []
    for at, number in sorted(enumerate(scores.numbers), key=lambda entry: entry[1]):
        pair, own, ref = pairs[number], scores.logps[at].tolist(), reference[number].tolist()
        if not bool(torch.isfinite(scores.logps[at]).all()):
            continue
        rows.append(
            PairRecord(
                example=pair.example,
                logp_w=own[0],
                logp_l=own[1],
                ref_logp_w=ref[0],
                ref_logp_l=ref[1],
                len_w=len(pair.chosen),
                len_l=len(pair.rejected),
                h_w=pair.h_chosen,
                h_l=pair.h_rejected,
                flipped=pair.flipped,
            )
        )
    return rows
