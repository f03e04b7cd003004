"""Places in a text as browsers count them and as Python does."""


class Utf16Offsets:
    """Offsets of one text, in UTF-16 code units and in characters."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._plain = text.isascii() or max(text) < "\U00010000"

    def to_characters(self, units: int) -> int:
        """Character at `units` code units; one inside of a pair counts as behind it."""
        if self._plain:
            return units
        at = 0
        for index, character in enumerate(self._text):
            if at >= units:
                return index
            at += 2 if ord(character) >= 0x10000 else 1
        return len(self._text)

    def to_units(self, characters: int) -> int:
        """Code units before the character at `characters`."""
        return characters if self._plain else len(self._text[:characters].encode("utf-16-le")) // 2
