"""Goes back over lines of a CSV whose quotes went wrong."""

from collections.abc import Iterator

from runners.data.text_lines import TextLines


class Replay:
    """Lines that can be gone back over, as far as the beginning of the record that is read.

    `taken` are those behind the last beginning, the first of them is `line`.
    """

    def __init__(self, lines: TextLines) -> None:
        self._lines = iter(lines)
        self._again: list[str] = []
        self.taken: list[str] = []
        self.line = 1

    def begin(self) -> None:
        """Go on behind what was taken."""
        self.pass_over(len(self.taken))

    def pass_over(self, count: int) -> None:
        """Begin so many lines later."""
        self.line += count
        del self.taken[:count]

    def lines(self) -> Iterator[str]:
        """The lines, those gone back over first."""
        while True:
            line = self._again.pop() if self._again else next(self._lines, None)
            if line is None:
                return
            self.taken.append(line)
            yield line

    def go_back(self) -> int:
        """Read on behind the first line of the record; returns the characters that are read again."""
        back = self.taken[1:]
        self._again.extend(reversed(back))
        del self.taken[1:]
        return sum(map(len, back))
