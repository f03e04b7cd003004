"""Normal forms in which texts are compared."""

import re
import string
import unicodedata
from hashlib import sha256

_PUNCTUATION = str.maketrans("", "", string.punctuation)
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
