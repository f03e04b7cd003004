"""A summary beside its source, read once however many rewrites are made of it."""

from dataclasses import dataclass, field

from runners.contract.rewrites import Refusal
from runners.text.edits.lexicon import Concept
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

    def may_be_patients(self, concept: Concept) -> bool:
        """Whether the summary, outside of what it tells of relatives, or the source may say it of the patient."""
        summary = self.summary
        stated = any(
            _overlap(each.concept, concept) and not summary.is_about_family(each.start)
            for each in summary.mentions
            if not summary.is_negated(each.start)
        )
        return stated or self.source.may_tell_of_patient(concept.names)


def _overlap(one: Concept, other: Concept) -> bool:
    """Whether a name of one stands in a name of the other, as `diabetes` does in `type 2 diabetes`."""
    return any(a in b or b in a for a in one.names for b in other.names)
