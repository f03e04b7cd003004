"""Finds rows whose sources are nearly the same."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from runners.data.splits import OPEN, SPLITS
from runners.text.minhash import HASHES, SHINGLE_WORDS

THRESHOLD = 0.8
_BANDS = 8
_PLACES = 2**21
"""More rows than are ever compared."""
_PAIRS_SHOWN = 200
_PLACE_BITS = np.uint64(_PLACES.bit_length() - 1)
_PAIR_BITS = np.int64(_PLACE_BITS)
_PLACE_MASK = (np.uint64(1) << _PLACE_BITS) - np.uint64(1)
_EMPTY = np.uint32(0xFFFFFFFF)
METHOD = (
    f"MinHash of every {SHINGLE_WORDS} words in a row of the source, {HASHES} hashes, {_BANDS} bands; rows of at least "
    f"{THRESHOLD:.0%} estimated likeness"
)


@dataclass(frozen=True)
class NearPairs:
    """Pairs of places, the earlier first, as alike as the threshold or more; `cluster` [n] joins what is alike."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    similarity: NDArray[np.float64]
    cluster: NDArray[np.int64]


def find_near_pairs(sketches: NDArray[np.uint32], usable: NDArray[np.bool_]) -> NearPairs:
    """Pairs among the usable rows [n] of the sketches [n, 32] that share a band and are alike by all hashes.

    Rows that share a band with many are held against the first of them only, so that the work stays linear.
    """
    count = len(sketches)
    width = HASHES // _BANDS
    found = [np.empty(0, np.int64)]
    places = np.flatnonzero(usable[:count])
    for band in range(_BANDS):
        part = np.ascontiguousarray(sketches[:, band * width : (band + 1) * width])[places]
        worded = part[:, 0] != _EMPTY
        if not worded.any():
            continue
        # One sort of keys with their places below them; keys cut to 43 bits meet now and then, and are told apart by
        # all hashes afterwards.
        ordered = np.sort(_band_key(part[worded]) << _PLACE_BITS | places[worded].astype(np.uint64))
        mine, sorted_keys = (ordered & _PLACE_MASK).astype(np.int64), ordered >> _PLACE_BITS
        starts = np.flatnonzero(np.r_[True, sorted_keys[1:] != sorted_keys[:-1]])
        leader = np.repeat(mine[starts], np.diff(np.r_[starts, len(mine)]))
        follows = leader != mine
        found.append(leader[follows] << _PAIR_BITS | mine[follows])
    joined = np.sort(np.concatenate(found))
    joined = joined[np.flatnonzero(np.r_[True, joined[1:] != joined[:-1]])] if len(joined) else joined
    pairs = np.stack([joined >> _PAIR_BITS, joined & (_PLACES - 1)])
    similarity = _similarity(sketches, pairs)
    near = similarity >= THRESHOLD
    first, second = pairs[0][near], pairs[1][near]
    return NearPairs(first, second, similarity[near], _connect(first, second, count))


def _connect(first: NDArray[np.int64], second: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """The component [count] of each of so many nodes, where each pair is an edge."""
    if not len(first):
        return np.arange(count)
    # Most files have no rows alike, and loading SciPy takes longer than reading a small one.
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    graph = coo_array((np.ones(len(first), np.int8), (first, second)), shape=(count, count))
    return np.asarray(connected_components(graph, directed=False)[1], np.int64)


def _band_key(part: NDArray[np.uint32]) -> NDArray[np.uint64]:
    key = np.zeros(len(part), np.uint64)
    for column in part.T:
        key = (key ^ column) * np.uint64(0x100000001B3) + np.uint64(0x9E3779B97F4A7C15)
    return key


def _similarity(sketches: NDArray[np.uint32], pairs: NDArray[np.int64]) -> NDArray[np.float64]:
    """Share of equal minima of each pair [2, n], in parts that stay in the processor's cache."""
    equal = np.empty(pairs.shape[1], np.int64)
    for start in range(0, pairs.shape[1], 4096):
        first, second = pairs[:, start : start + 4096]
        equal[start : start + 4096] = np.count_nonzero(sketches[first] == sketches[second], axis=1)
    return equal / HASHES


def join_groups(order: NDArray[np.uint64], cluster: NDArray[np.int64]) -> NDArray[np.uint64]:
    """The order [n] of rows with groups joined wherever two rows are alike: all take the least of theirs."""
    _, group = np.unique(order, return_inverse=True)
    count, groups = len(cluster), int(group.max(initial=-1)) + 1
    size = groups + (int(cluster.max(initial=-1)) + 1)
    joined = _connect(group[:count], groups + cluster, size)
    of_row = joined[group]
    least = np.full(joined.max(initial=-1) + 1, np.iinfo(np.uint64).max, np.uint64)
    np.minimum.at(least, of_row, order)
    return np.asarray(least[of_row], np.uint64)


def describe_duplicates(
    near: NearPairs, splits: NDArray[np.int8], position: NDArray[np.int64], hashes: NDArray[np.uint64]
) -> dict[str, Any]:
    """What the preview and the version say: `splits`, `position` and `hashes` are those of the rows by place.

    A row counts within its split when an earlier row of the split is like it, and across when one of another split is.
    Rows without a position have been left out since the pairs were found.
    """
    there = (position[near.first] >= 0) & (position[near.second] >= 0)
    near = NearPairs(near.first[there], near.second[there], near.similarity[there], near.cluster)
    first, second = splits[near.first], splits[near.second]
    same = first == second
    within = {
        name: len(np.unique(near.second[same & (first == place)]))
        for place, name in enumerate(SPLITS)
        if (splits == place).any()
    }
    across = []
    for low in range(len(SPLITS)):
        for high in range(low + 1, len(SPLITS)):
            held = _rows_like(near, splits, position, low, high)
            if held:
                across.append({"splits": [SPLITS[low], SPLITS[high]], "rows": held})
    ranked = np.lexsort((near.first, -near.similarity, same))[:_PAIRS_SHOWN]
    return {
        "method": METHOD,
        "threshold": THRESHOLD,
        "examined": len(near.cluster),
        "repeated": _repeated(hashes),
        "within": within,
        "across": across,
        "pairs": [
            {
                "positions": [int(position[near.first[at]]), int(position[near.second[at]])],
                "splits": [SPLITS[first[at]], SPLITS[second[at]]],
                "similarity": round(float(near.similarity[at]), 4),
            }
            for at in ranked
        ],
    }


def _rows_like(near: NearPairs, splits: NDArray[np.int8], position: NDArray[np.int64], low: int, high: int) -> int:
    """Rows of the split `high` in a cluster that holds a row of the split `low`; rows without a position are none."""
    if not len(near.first):
        return 0
    count = len(near.cluster)
    here = np.where(position[:count] >= 0, splits[:count], OPEN)
    holds = np.zeros(int(near.cluster.max()) + 1, np.bool_)
    holds[near.cluster[here == low]] = True
    return int(holds[near.cluster[here == high]].sum())


def _repeated(hashes: NDArray[np.uint64]) -> int:
    """How many values stand there again."""
    ordered = np.sort(hashes)
    return int((ordered[1:] == ordered[:-1]).sum())
