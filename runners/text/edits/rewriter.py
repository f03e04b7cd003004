"""Makes rewrites and controls: draws families, places and texts by a seed, keeps what passes every check."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from itertools import accumulate
from random import Random

from runners.contract.rewrites import FAMILIES, Refusal
from runners.text.edits.fluency import polish, reads_well
from runners.text.edits.length_rule import length_holds
from runners.text.edits.reading import Reading
from runners.text.edits.site import Change, Edit, Kind, Site

REWRITER = "edits@2"
_FINDERS = {kind: import_module(f"runners.text.edits.families.{kind}").find_sites for kind in (*FAMILIES, "paraphrase")}
_PRIOR = 0.3
_MANY, _LOOKED_AT = 64, 24
_ADDED_TO_A_CONTROL = 0.1
_LEAST_OPEN = 0.2
SENTENCES: Mapping[Refusal, str] = {
    "empty_summary": "The summary is empty.",
    "empty_source": "The source is empty, so nothing can be held against it.",
    "nothing_to_edit": "No family found anything that the source holds and an edit would turn wrong.",
    "no_paraphrase": "Nothing in the summary can be said in other words by the rules.",
    "length": "Every edit found would change the length by more than a tenth; by a quarter, where it adds or omits.",
    "not_fluent": "Every edit found would read badly.",
    "too_telling": "Every edit found would put a rare word for a common one, which would give it away.",
    "used_up": "Every edit found was made in another rewrite of this summary.",
    "cut_off": "The generator did not end its answer.",
    "too_long": "The model has too few positions for the question and an answer, so it was not asked.",
    "empty_answer": "The generator answered nothing.",
    "unchanged": "The generator gave the summary back in the same words.",
    "changed_elsewhere": "The generator changed more than one sentence.",
    "not_the_error": "The checks do not find the error asked for in what the generator changed.",
}


@dataclass(frozen=True)
class Rewrite:
    """A changed summary with its edits in the order of the text."""

    text: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class Rewriter:
    """How to rewrite. `prior` counts words of the set's summaries: what comes in is as common as what goes out."""

    weights: Mapping[str, float] = field(default_factory=lambda: dict.fromkeys(FAMILIES, 1.0))
    fewest: int = 1
    most: int = 3
    prior: Mapping[str, int] = field(default_factory=dict)
    sums: dict[int, tuple[tuple[str, ...], list[float]]] = field(default_factory=dict, compare=False, repr=False)
    """Running sums of the weights of long lists of candidates; they follow from `prior`."""

    def rewrite(self, reading: Reading, random: Random) -> Rewrite | Refusal:
        """A wrong rewrite, or why there is none; the same from the same reading and state of `random`."""
        kinds: list[Kind] = [family for family in FAMILIES if self.weights.get(family, 0) > 0]
        return self._make(reading, random, kinds, "nothing_to_edit")

    def control(self, reading: Reading, random: Random) -> Rewrite | Refusal:
        """The summary in other words."""
        return self._make(reading, random, ["paraphrase"], "no_paraphrase")

    def _make(self, reading: Reading, random: Random, kinds: list[Kind], nothing: Refusal) -> Rewrite | Refusal:
        if not reading.text.strip():
            return "empty_summary"
        if not reading.source.text.strip():
            return "empty_source"
        wanted = random.randint(self.fewest, self.most)
        edits: list[Edit] = []
        free = list(kinds)
        while len(edits) < wanted and free:
            kind = self._draw_kind(free, random)
            edit = self._draw_edit(reading, kind, edits, random)
            if edit is None or kind != "paraphrase":
                free.remove(kind)
            if edit:
                edits.append(edit)
        if not edits:
            return why_not(reading, kinds, nothing)
        edits.sort(key=lambda edit: edit.change.start)
        return Rewrite(apply(reading.text, [edit.change for edit in edits]), tuple(edits))

    def _draw_kind(self, kinds: Sequence[Kind], random: Random) -> Kind:
        return random.choices(kinds, [self.weights.get(kind, 1.0) for kind in kinds])[0]

    def _draw_edit(self, reading: Reading, kind: Kind, edits: Sequence[Edit], random: Random) -> Edit | None:
        """An edit in a sentence without one, drawn among places and then among texts."""
        sites = [site for site in sites_of(reading, kind) if not _meets(reading, site, edits)]
        while sites:
            site = sites.pop(random.randrange(len(sites)))
            if random.random() > self._openness(reading, site):
                continue
            for place in self._draw_places(site, random):
                change = change_at(reading, site, place)
                if isinstance(change, Change) and length_holds(reading.text, [*edits, Edit(change, site)]):
                    return Edit(change, site)
        return None

    def _draw_places(self, site: Site, random: Random) -> Iterator[int]:
        """Places of candidates, the common ones rather first; of very many only so many as are worth a look."""
        keys = site.keys or site.candidates
        if len(keys) > _MANY:
            known = self.sums.get(id(keys))
            if known is None or known[0] is not keys:
                known = keys, list(accumulate(self._weight(key) for key in keys))
                self.sums[id(keys)] = known
            yield from random.choices(range(len(keys)), cum_weights=known[1], k=_LOOKED_AT)
            return
        places, weights = list(range(len(keys))), [self._weight(key) for key in keys]
        while places:
            at = random.choices(range(len(places)), weights)[0]
            weights.pop(at)
            yield places.pop(at)

    def _weight(self, key: str) -> float:
        return _PRIOR + self.prior.get(key.strip().lower(), 0)

    def _openness(self, reading: Reading, site: Site) -> float:
        """How readily a place is taken: what is common gives way to what is rare as often as the reverse happens.

        The rule of Metropolis et al. 1953: accepted with probability min(1, f(new)/f(old)), words keep their
        frequencies, so that a classifier sees none of them more often in edited texts. An error is let through a
        fifth of the time all the same, or families whose words are rare would vanish.
        """
        if site.family == "paraphrase" and site.start == site.end:
            return _ADDED_TO_A_CONTROL
        gone = reading.text[site.start : site.end].lower()
        before = self.prior.get(gone, 0)
        if not before:
            return 1.0
        likeliest = max(self.prior.get(each.lower(), 0) for each in site.candidates)
        least = 0.0 if site.family == "paraphrase" else _LEAST_OPEN
        return min(1.0, max(least, (_PRIOR + likeliest) / (_PRIOR + before)))


def sites_of(reading: Reading, kind: Kind) -> list[Site]:
    """Places of the summary for edits of one kind; looked for once."""
    if kind not in reading.sites:
        reading.sites[kind] = _FINDERS[kind](reading)
    return reading.sites[kind]


def change_at(reading: Reading, site: Site, place: int) -> Change | Refusal:
    """What the candidate at `place` comes to at a site, held against the source and the language once; or why not."""
    asked = (id(site), place)
    if asked not in reading.changes:
        reading.changes[asked] = _judge(reading, site, site.candidates[place])
    return reading.changes[asked]


def _judge(reading: Reading, site: Site, after: str) -> Change | Refusal:
    if not site.passes(after):
        return "nothing_to_edit"
    change = polish(reading.summary, Change(site.start, site.end, after))
    if reading.text[change.start : change.end] == change.after:
        return "nothing_to_edit"
    return change if reads_well(reading.text, change) else "not_fluent"


def changes_of(reading: Reading, site: Site) -> list[Change]:
    """Every change at a site that passes."""
    found = (change_at(reading, site, place) for place in range(len(site.candidates)))
    return [each for each in found if isinstance(each, Change)]


def apply(text: str, changes: Sequence[Change]) -> str:
    """The text with changes that do not touch, in its order."""
    parts, at = [], 0
    for change in changes:
        parts += [text[at : change.start], change.after]
        at = change.end
    return "".join((*parts, text[at:]))


def why_not(reading: Reading, kinds: Sequence[Kind], nothing: Refusal) -> Refusal:
    """Why no edit of any of the kinds came about."""
    seen = [
        (site, change_at(reading, site, place))
        for kind in kinds
        for site in sites_of(reading, kind)
        for place in range(min(_MANY, len(site.candidates)))
    ]
    passing = [Edit(each, site) for site, each in seen if isinstance(each, Change)]
    if passing:
        return "too_telling" if any(length_holds(reading.text, [edit]) for edit in passing) else "length"
    return "not_fluent" if any(each == "not_fluent" for _, each in seen) else nothing


def _meets(reading: Reading, site: Site, edits: Sequence[Edit]) -> bool:
    """Whether an edit stands in a sentence of the site: two could make each other right."""
    first, last = reading.summary.sentence_at(site.start)[0], reading.summary.sentence_at(site.end)[1]
    return any(edit.site.start <= last and first <= edit.site.end for edit in edits)
