"""A summary beside its source, read once however many rewrites are made of it."""

from dataclasses import dataclass, field

from runners.contract.rewrites import Refusal
from runners.text.edits.site import Change, Kind, Site
from runners.text.edits.source_text import SourceText
from runners.text.edits.summary_text import SummaryText


@dataclass
class Reading:
    """`sites` and `changes` are filled as families are asked; they follow from the two texts alone."""

    summary: SummaryText
    source: SourceText
    section: str = ""
    sites: dict[Kind, list[Site]] = field(default_factory=dict)
    changes: dict[tuple[int, int], Change | Refusal] = field(default_factory=dict)
    """By `id` of a site and place of a candidate: the change that passed the checks, or why there is none."""

    @classmethod
    def of(cls, text: str, source: str, section: str | None = None) -> "Reading":
        """Read both texts."""
        return cls(SummaryText(text), SourceText(source), section or "")

    @property
    def text(self) -> str:
        """The summary."""
        return self.summary.text

    def stands_anywhere(self, names: tuple[str, ...]) -> bool:
        """Whether any of several names (`normal_words`) stands in summary or source."""
        return self.source.has_any(names) or any(name in self.summary.words for name in names)
