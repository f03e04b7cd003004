"""Texts as PostgreSQL's COPY takes them."""

NULL = "\\N"
_ESCAPES = (("\\", "\\\\"), ("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r"))


def escaped(texts: list[str]) -> list[str]:
    """The texts with what would end a cell or a line written otherwise."""
    whole = "".join(texts)
    for character, escape in _ESCAPES:
        if character in whole:
            texts = [text.replace(character, escape) for text in texts]
    return texts
