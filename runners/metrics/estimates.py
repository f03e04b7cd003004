"""Puts values of single notes together: every number with n, interval and definition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version

import numpy as np

from runners.contract.estimate import Estimate, Interval
from runners.metrics.bootstrap import bca_mean_interval, caution
from runners.metrics.catalogue import Definition
from runners.metrics.rates import PairedTable, mcnemar_exact_p, newcombe_paired_interval, wilson_interval
from runners.text.drug_names import drug_lexicon

Parameters = dict[str, str | float | int | bool]
Values = Mapping[str, float | None]
"""Definition id to value, of one note."""


@dataclass(frozen=True)
class EstimateOptions:
    """How intervals are made; all of it is stored with every estimate."""

    level: float = 0.95
    resamples: int = 9999
    seed: int = 0
    stemmer: bool = True


def estimate(definition: Definition, rows: Sequence[Values], options: EstimateOptions) -> Estimate:
    """The mean or the share of one definition over all notes; notes without a value are counted as excluded."""
    present = [value for row in rows if (value := row[definition.id]) is not None]
    values = np.array(present, dtype=float)
    n, excluded = len(values), len(rows) - len(values)
    parameters = _parameters(definition, options)
    if n == 0:
        return _undefined(definition, parameters, excluded, "no note has a value")
    if definition.aggregate == "rate":
        hits = round(values.sum())
        low, high = wilson_interval(hits, n, options.level)
        interval: Interval | None = _interval(low, high, options.level, "wilson")
    else:
        interval = _bootstrapped(values, options, "bca", parameters)
    return Estimate(
        state="defined",
        definition=definition.id,
        parameters=parameters,
        numerator=float(values.sum()),
        denominator=float(n),
        n=n,
        unit="note",
        excluded=excluded,
        value=float(values.mean()),
        interval=interval,
    )


def paired_difference(
    definition: Definition,
    candidate: Mapping[str, Values],
    baseline: Mapping[str, Values],
    options: EstimateOptions,
) -> Estimate:
    """Candidate minus baseline over the examples where both have a value; all others are counted as excluded.

    Shares: Newcombe's paired interval with McNemar's exact p; scores: BCa of the differences with Cohen's d_z.
    """
    pairs = [
        (first, second)
        for example, row in candidate.items()
        if example in baseline
        and (first := row[definition.id]) is not None
        and (second := baseline[example][definition.id]) is not None
    ]
    excluded = len(candidate.keys() | baseline.keys()) - len(pairs)
    parameters = _parameters(definition, options) | {"comparison": "candidate minus baseline, paired"}
    if not pairs:
        return _undefined(definition, parameters, excluded, "no example has a value in both")
    paired = np.array(pairs, dtype=float)
    differences = paired[:, 0] - paired[:, 1]
    if definition.aggregate == "rate":
        interval: Interval | None = _paired_rate(paired, options, parameters)
    else:
        spread = float(differences.std(ddof=1)) if len(pairs) > 1 else 0.0
        if spread > 0:
            parameters["cohen_dz"] = float(differences.mean()) / spread
        interval = _bootstrapped(differences, options, "bca_paired", parameters)
    return Estimate(
        state="defined",
        definition=definition.id,
        parameters=parameters,
        numerator=float(differences.sum()),
        denominator=float(len(pairs)),
        n=len(pairs),
        unit="note",
        excluded=excluded,
        value=float(differences.mean()),
        interval=interval,
    )


def _paired_rate(paired: np.ndarray, options: EstimateOptions, parameters: Parameters) -> Interval:
    first, second = paired[:, 0] > 0, paired[:, 1] > 0
    table = PairedTable(
        both=int((first & second).sum()),
        first_only=int((first & ~second).sum()),
        second_only=int((~first & second).sum()),
        neither=int((~first & ~second).sum()),
    )
    parameters["candidate_only"] = table.first_only
    parameters["baseline_only"] = table.second_only
    parameters["mcnemar_exact_p"] = mcnemar_exact_p(table)
    low, high = newcombe_paired_interval(table, options.level)
    return _interval(low, high, options.level, "newcombe_paired")


def _bootstrapped(values: np.ndarray, options: EstimateOptions, method: str, parameters: Parameters) -> Interval | None:
    parameters |= {"resamples": options.resamples, "bootstrap_seed": options.seed, **caution(len(values))}
    ends = bca_mean_interval(values, options.level, options.resamples, options.seed)
    if isinstance(ends, str):
        parameters["interval_missing"] = ends
        return None
    return _interval(*ends, options.level, method)


def _parameters(definition: Definition, options: EstimateOptions) -> Parameters:
    parameters: Parameters = {}
    if definition.reading is not None:
        parameters["failures"] = definition.reading
    if definition.metric.startswith("rouge"):
        parameters["stemmer"] = options.stemmer
        parameters["library"] = f"rouge-score {version('rouge-score')}"
    if definition.metric == "unsupported_drugs":
        parameters["lexicon"] = drug_lexicon().version
    return parameters


def _interval(low: float, high: float, level: float, method: str) -> Interval:
    return Interval(low=low, high=high, level=level, side="two", method=method)


def _undefined(definition: Definition, parameters: Parameters, excluded: int, reason: str) -> Estimate:
    return Estimate(
        state="undefined",
        definition=definition.id,
        parameters=parameters,
        n=0,
        unit="note",
        excluded=excluded,
        value=None,
        reason=reason,
    )
