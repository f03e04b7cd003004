"""What in the rows looks like names, numbers, dates and addresses."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from runners.data.row_sample import RowSample
from runners.text.identifying import find_hits, rules

_HITS_SHOWN = 12


def describe_findings(sample: RowSample, position: NDArray[np.int64]) -> dict[str, Any]:
    """Rows with a hit and the first hits of every rule; `position` [n] is where a place stands in the version, or -1.

    Hits say where, never what.
    """
    rows = {rule.id: 0 for rule in rules()}
    hits: dict[str, list[dict[str, Any]]] = {rule.id: [] for rule in rules()}
    examined = 0
    for place, source, reference in zip(sample.places, sample.sources, sample.references, strict=True):
        at = int(position[place])
        if at < 0:
            continue
        examined += 1
        seen: set[str] = set()
        for field, text in (("source", source), ("reference", reference)):
            for rule, start, end in find_hits(text):
                seen.add(rule.id)
                if len(hits[rule.id]) < _HITS_SHOWN:
                    hits[rule.id].append({"position": at, "field": field, "start": start, "end": end})
        for rule_id in seen:
            rows[rule_id] += 1
    told = [
        {"rule": rule.id, "title": rule.title, "looksFor": rule.looks_for, "rows": rows[rule.id], "hits": hits[rule.id]}
        for rule in rules()
    ]
    return {"examined": examined, "rules": told}
