"""Whether style gives a rewrite away: a classifier that sees only summaries should not tell rewrites from controls."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.pipeline import make_pipeline

from runners.contract.rewrites import RewriteRow

_FOLDS = 5
_RESAMPLES = 1000
_LEVEL = 0.95
_MOST_ROWS = 20_000


@dataclass(frozen=True)
class ArtefactCheck:
    """AUROC of the classifier with the interval of a bootstrap over groups, or why there is none."""

    auroc: float | None
    low: float | None
    high: float | None
    rows: int
    groups: int
    reason: str | None = None


def check_artefacts(rows: Sequence[RewriteRow], seed: int) -> ArtefactCheck:
    """Logistic regression on words and pairs of words, each group scored by a model that did not see it.

    .5: nothing in the words tells a rewrite; 1: every one. Source: science.md §7.9; sklearn's `roc_auc_score`.
    """
    rows = rows[:_MOST_ROWS]
    labels = np.array([row.kind == "rewrite" for row in rows])
    groups = np.array([row.group for row in rows])
    distinct = len(set(groups.tolist()))
    if distinct < 2 * _FOLDS or min(labels.sum(), (~labels).sum(), 10**9) < 2 * _FOLDS:
        reason = f"needs {2 * _FOLDS} patients or documents, and as many rewrites and controls"
        return ArtefactCheck(None, None, None, len(rows), distinct, reason)
    scores = np.zeros(len(rows))
    texts = np.array([row.text for row in rows], dtype=object)
    folds = StratifiedGroupKFold(_FOLDS, shuffle=True, random_state=seed)
    for train, test in folds.split(texts, labels, groups):
        model = make_pipeline(
            TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, token_pattern=r"\S+"),
            LogisticRegression(C=1.0, max_iter=300),
        )
        model.fit(texts[train], labels[train])
        scores[test] = model.decision_function(texts[test])
    low, high = _interval(labels, scores, groups, seed)
    return ArtefactCheck(float(roc_auc_score(labels, scores)), low, high, len(rows), distinct)


def _interval(labels: np.ndarray, scores: np.ndarray, groups: np.ndarray, seed: int) -> tuple[float, float]:
    """Percentile interval of the AUROC over groups drawn with replacement; scores stay as they are."""
    random = np.random.default_rng(seed)
    _, place = np.unique(groups, return_inverse=True)
    order = np.argsort(scores, kind="stable")
    ranked, owner = labels[order], place[order]
    values = []
    for _ in range(_RESAMPLES):
        weight = np.bincount(random.integers(0, place.max() + 1, place.max() + 1), minlength=place.max() + 1)[owner]
        right, wrong = weight * ranked, weight * ~ranked
        below = np.cumsum(wrong) - wrong
        pairs = right.sum() * wrong.sum()
        if pairs:
            values.append(float((right * below).sum() / pairs))
    tail = (1 - _LEVEL) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return float(low), float(high)
