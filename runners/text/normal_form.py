"""Normal forms in which texts are compared."""

import re
import string
import unicodedata
from collections.abc import Sequence
from hashlib import sha256

_PUNCTUATION = str.maketrans("", "", string.punctuation)
_TO_COLLAPSE = ("  ", "\t", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x1f")
"""What white space of ASCII is besides single spaces and line ends."""
_ARTICLES = re.compile(r"\b(a|an|the)\b")


def squad_normal_form(text: str) -> str:
    """SQuAD's order: lower case, ASCII punctuation out, articles out, single spaces.

    Curly quotes and dashes are not ASCII and stay; "1,000" becomes "1000". English only.
    Source: Rajpurkar et al. 2016, official evaluation script v1.1.
    """
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def text_hash(text: str) -> str:
    """SHA-256 of the text without regard to case, width of characters and white space; 64 hex digits."""
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return sha256(" ".join(folded.split()).encode("utf-8", "surrogatepass")).hexdigest()


def text_hashes(texts: Sequence[str]) -> list[str]:
    """`text_hash` of each; texts that are plain in a body are folded in one piece, which takes half the time."""
    whole = "\0".join(texts)
    folded = whole.lower().replace("\n", " ")
    plain = whole.isascii() and not any(space in folded for space in _TO_COLLAPSE)
    pieces = folded.split("\0")
    if not plain or len(pieces) != len(texts):
        return [text_hash(text) for text in texts]
    return [sha256(piece.strip().encode()).hexdigest() for piece in pieces]
