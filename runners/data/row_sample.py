"""Rows spread evenly over a file of unknown length."""

from dataclasses import dataclass, field


@dataclass
class RowSample:
    """Every `stride`th row, so many that they stay below the limits: `places` counts the rows of the spool from 0."""

    rows_limit: int = 10_000
    characters_limit: int = 16 * 1024 * 1024
    stride: int = 1
    places: list[int] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    _seen: int = 0
    _characters: int = 0

    def add(self, sources: list[str], references: list[str]) -> None:
        """Look at more rows and keep those that fall on the stride."""
        for at in range((-self._seen) % self.stride, len(sources), self.stride):
            place = self._seen + at
            if place % self.stride:
                continue
            self.places.append(place)
            self.sources.append(sources[at])
            self.references.append(references[at])
            self._characters += len(sources[at]) + len(references[at])
            while len(self.places) > self.rows_limit or (
                self._characters > self.characters_limit and len(self.places) > 1
            ):
                self._thin()
        self._seen += len(sources)

    def _thin(self) -> None:
        self.stride *= 2
        kept = [at for at, place in enumerate(self.places) if place % self.stride == 0]
        self.places = [self.places[at] for at in kept]
        self.sources = [self.sources[at] for at in kept]
        self.references = [self.references[at] for at in kept]
        self._characters = sum(map(len, self.sources)) + sum(map(len, self.references))
