"""MinHash sketches of texts: how alike two are is how many of their minima are equal.

Source: Broder 1997, "On the resemblance and containment of documents".
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

HASHES = 32
"""Hash functions; the standard error of a similarity s is sqrt(s (1 - s) / 32), 0.07 at 0.8."""
SHINGLE_WORDS = 3
CHARACTERS = 65_536
"""A text is sketched by its first so many characters."""
_CHUNK_ROWS = 1024
_CHUNK_CHARACTERS = 1024 * 1024

_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_INVERSE = np.uint64(pow(int(_BASE), -1, 2**64))
_random = np.random.default_rng(20_250_101)
_MULTIPLIERS = _random.integers(0, 2**32, HASHES, dtype=np.uint32) | np.uint32(1)
_ADDENDS = _random.integers(0, 2**32, HASHES, dtype=np.uint32)


def _letters() -> NDArray[np.uint8]:
    table = np.zeros(256, np.uint8)
    for byte in range(256):
        character = chr(byte)
        if byte >= 0x80 or character.isalnum():
            table[byte] = ord(character.lower()) if byte < 0x80 else byte
    return table


_LETTERS = _letters()


def sketch_texts(texts: Sequence[str]) -> NDArray[np.uint32]:
    """Minima [n, 32] over the sequences of three words of each text, case and ASCII punctuation aside.

    A text of fewer words is one sequence; one without words has the greatest value everywhere.
    """
    sketches, start = np.empty((len(texts), HASHES), np.uint32), 0
    while start < len(texts):
        end, size, chunk = start, 0, list[str]()
        # What is worked on at once stays in the processor's cache.
        while end < len(texts) and len(chunk) < _CHUNK_ROWS and size < _CHUNK_CHARACTERS:
            chunk.append(texts[end][:CHARACTERS])
            size += len(chunk[-1])
            end += 1
        sketches[start:end] = _sketch_chunk(chunk)
        start = end
    return sketches


def _sketch_chunk(texts: Sequence[str]) -> NDArray[np.uint32]:
    sketches = np.full((len(texts), HASHES), 0xFFFFFFFF, np.uint32)
    words, word_text = _hash_words(texts)
    shingles, owner = _hash_shingles(words, word_text)
    if not len(shingles):
        return sketches
    starts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
    rows = owner[starts]
    short = (shingles >> np.uint64(32)).astype(np.uint32)
    for at in range(HASHES):
        sketches[rows, at] = np.minimum.reduceat(short * _MULTIPLIERS[at] + _ADDENDS[at], starts)
    return sketches


def _hash_words(texts: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The hash of every word, and the place of its text; a word's hash is the polynomial of its bytes."""
    if any("\0" in text for text in texts):
        texts = [text.replace("\0", " ") for text in texts]
    raw = np.frombuffer(("\0".join(texts) + "\0").encode("utf-8", "replace"), np.uint8)
    letters = _LETTERS[raw]
    inside = letters != 0
    edges = np.flatnonzero(np.diff(inside, prepend=False, append=False))
    starts, ends = edges[0::2], edges[1::2]
    powers, inverse = _powers(1 << (len(raw) - 1).bit_length())
    sums = np.zeros(len(raw) + 1, np.uint64)
    np.cumsum(letters * powers[: len(raw)], out=sums[1:])
    words = _mixed((sums[ends] - sums[starts]) * inverse[starts])
    text_ends = np.flatnonzero(raw == 0)
    return words, np.searchsorted(text_ends, starts)


@lru_cache(maxsize=2)
def _powers(count: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The first powers of the base and of its inverse modulo 2^64."""
    both = np.full((2, count), [[_BASE], [_INVERSE]], np.uint64)
    both[:, 0] = 1
    np.multiply.accumulate(both, axis=1, out=both)
    return both[0], both[1]


def _hash_shingles(
    words: NDArray[np.uint64], word_text: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The hash of every three words in a row of one text, with the text; a shorter text gives one of what it has."""
    if not len(words):
        return words, word_text
    padded = np.r_[words, np.zeros(SHINGLE_WORDS - 1, np.uint64)]
    owners = np.r_[word_text, np.full(SHINGLE_WORDS - 1, -1)]
    second_is_mine = owners[1 : len(words) + 1] == word_text
    third_is_mine = owners[2 : len(words) + 2] == word_text
    first_of_text = np.r_[True, word_text[1:] != word_text[:-1]]
    second = np.where(second_is_mine, padded[1 : len(words) + 1], np.uint64(0))
    third = np.where(third_is_mine, padded[2 : len(words) + 2], np.uint64(0))
    kept = third_is_mine | first_of_text
    hashes = _mixed(_mixed(words * _BASE + second) * _BASE + third)
    return hashes[kept], word_text[kept]


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spreads every bit over all of them. Source: Steele et al. 2014, SplitMix64."""
    values = (values ^ (values >> np.uint64(30))) * _MIX
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(values ^ (values >> np.uint64(31)), np.uint64)
