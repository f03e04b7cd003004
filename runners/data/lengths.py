"""How long the texts of a dataset are, in characters and, by a named tokenizer, in tokens."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from runners.data.row_sample import RowSample

_BINS = 30
_TOKENIZED_ROWS = 5_000
_TOKENIZED_CHARACTERS = 8 * 1024 * 1024


def describe_lengths(lengths: Mapping[str, NDArray[np.int64]], unit: str, tokenizer: str | None) -> dict[str, Any]:
    """Counts on shared bins of round width from 0 up; the last bin takes what is beyond the 99th percentile too."""
    used = {name: values for name, values in lengths.items() if len(values) and values.any()}
    examined = max((len(values) for values in lengths.values()), default=0)
    high = max((float(np.quantile(values, 0.99)) for values in used.values()), default=0.0)
    width = _round_up(max(high, 1.0) / _BINS)
    count = max(1, int(np.ceil(max(high, 1.0) / width)))
    edges = np.arange(count + 1) * width
    return {
        "unit": unit,
        "tokenizer": tokenizer,
        "examined": examined,
        "edges": edges.tolist(),
        "counts": {
            name: np.histogram(np.minimum(values, edges[-1]), edges)[0].tolist() for name, values in used.items()
        },
        "median": {name: float(np.median(values)) for name, values in used.items()},
        "longest": {name: float(values.max()) for name, values in used.items()},
    }


def count_tokens(path: Path, name: str, sample: RowSample) -> dict[str, Any] | None:
    """Token lengths of at most 5,000 rows of the sample, by the tokenizer in the file `tokenizer.json` at `path`.

    None where that file cannot be read: it belongs to a model, and no dataset is worse for it.
    """
    tokenizer = _load_tokenizer(path)
    if tokenizer is None:
        return None
    tokenizer.no_truncation()
    tokenizer.no_padding()
    step = max(1, -(-len(sample.places) // _TOKENIZED_ROWS))
    taken, size = list[int](), 0
    for at in range(0, len(sample.places), step):
        size += len(sample.sources[at]) + len(sample.references[at])
        if taken and size > _TOKENIZED_CHARACTERS:
            break
        taken.append(at)
    texts = {"source": sample.sources, "reference": sample.references}
    lengths = {
        field: _tokens(tokenizer, [column[at] for at in taken]) for field, column in texts.items() if any(column)
    }
    return describe_lengths(lengths, "tokens", name)


def _load_tokenizer(path: Path) -> Any:
    from tokenizers import Tokenizer  # loading it takes longer than reading a small file

    try:
        return Tokenizer.from_file(str(path))
    except Exception as error:
        # The library raises nothing more precise.
        if type(error) is not Exception:
            raise
        return None


def _tokens(tokenizer: Any, texts: Sequence[str]) -> NDArray[np.int64]:
    encodings = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
    return np.array([len(encoding) for encoding in encodings], np.int64)


def _round_up(width: float) -> float:
    """The next of 1, 2, 5, 10, 20, 50 …"""
    power = 10.0 ** np.floor(np.log10(max(width, 1.0)))
    return float(next(step * power for step in (1, 2, 5, 10) if step * power >= width))
