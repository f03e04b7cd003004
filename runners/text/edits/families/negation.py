"""Affirmed for denied and the reverse, where the source speaks of the same thing and says what the summary says."""

import re
from collections.abc import Callable, Iterator

from runners.text.edits.families.antonyms import antonym_sites
from runners.text.edits.make_site import make_site
from runners.text.edits.reading import Reading
from runners.text.edits.site import Site
from runners.text.edits.source_text import Stance

_DENIED = ("the scope of the negation ends where NegEx ends it", "the source denies it and nowhere affirms it")
_AFFIRMED = ("the source affirms it and nowhere denies it",)
# A word that only a denial carries: what is left would not be English.
_ONLY_DENIED = re.compile(
    r"\b(?:any|ever|either|at all|anymore|nor|neither|yet|much|further|other than|no)\b", re.IGNORECASE
)
_OR = re.compile(r",? or (?=\w)|(?<=,) (?:nor|or) (?=\w)")

_DENIES = re.compile(
    r"\b(?P<cue>denie[sd]|deny|denying)(?: (?:having any|having had any|any|having))? (?=\w)", re.IGNORECASE
)
_REPORTS = {"denies": "reports", "denied": "reported", "deny": "report", "denying": "reporting"}
_NO = re.compile(
    r"(?:(?P<verb>\b(?:has|had|have|is|was|are|were|with|shows?|showed|reveals?|revealed|demonstrates?|"
    r"demonstrated|in|"
    r"reports?|reported)) |(?P<first>(?<![\w, -])|(?<=[.;:] )|(?<=[.;:]  )))no "
    r"(?!(?:increase|change|changes|further|additional|more|longer|doubt|other|new|one|matter|need|known|significant "
    r"change|interval|reason|problems? (?:with|at)|way|particular|relief|improvement|complaints|less|idea|and)\b)"
    r"(?:(?:evidence|signs?|complaints?|symptoms?) of (?:any )?)?(?=\w)",
    re.IGNORECASE,
)
_HAS_NOT = re.compile(
    r"\b(?P<verb>has|have|had) not (?P<did>had|noticed|experienced|noted|seen|been having|felt)(?: any)? (?=\w)"
)
_NOT = re.compile(
    r"\b(?P<verb>is|was|are|were|has|have|had|can|could|does|do|did) ?not (?!(?:only|yet|certain|sure|"
    r"necessarily|actually|"
    r"really|as|so|too|very|all|want|know|any|much|quite|clear|the|a|think|feel|seem|even|have any|just|wish|"
    r"more|less|"
    r"sent|recall|remember|appear|look)\b)(?P<next>[a-z]+)"
)
_WITHOUT = re.compile(
    r"\bwithout (?:any |evidence of )?(?!(?:difficulty|further|incident|problem|problems|help|assist\w*|"
    r"complication\w*|a|the|his|her|relief|improvement|success|being|having|much|significant)\b)(?=[a-z])"
)
_POSITIVE = re.compile(
    r"\b(?P<cue>reports|reported|endorses|admits to|complains of|complained of) (?:some |a |an |mild )?(?=\w)"
)
_HAS = re.compile(
    r"\b(?:has|had|have|with|positive for|There (?:is|was)) (?:some |a(?! lot| bit| little| few| couple| good|"
    r" great) |an )?(?!a lot|a bit|a little|a few)(?=\w)"
)
_WITH_IS_NEEDED = ("presents", "presented", "in", "comes", "presenting", "deals", "difficulty", "problems", "trouble")
_NO_SYMPTOM = re.compile(r"(?:also|been|had|not|now|\w+ly|his|her|the|their|my|since|both|this)\b", re.IGNORECASE)
_DENIALS = {"has": "has no", "had": "had no", "have": "have no", "with": "without", "positive for": "negative for",
            "There is": "There is no", "There was": "There was no"}  # fmt: skip


def find_sites(reading: Reading) -> list[Site]:
    """Sites of denials to affirm, of affirmed symptoms to deny, and of words with an opposite."""
    found = [*_denials(reading), *_affirmations(reading), *antonym_sites(reading)]
    return sorted(found, key=lambda site: (site.start, site.end))


def _denials(reading: Reading) -> Iterator[Site]:
    finders: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
        (_DENIES, lambda match: _cased(_REPORTS[match["cue"].lower()], match["cue"]) + " "),
        (_NO, lambda match: f"{match['verb']} " if match["verb"] else ""),
        (_HAS_NOT, lambda match: f"{match['verb']} {match['did']} "),
        (_NOT, _without_not),
        (_WITHOUT, lambda _: "with "),
    )
    for pattern, affirm in finders:
        for match in pattern.finditer(reading.text):
            cue = affirm(match)
            if cue is not None and not reading.summary.in_heading(match.start()):
                site = _site(reading, match, cue, "no")
                if site:
                    yield site


def _site(reading: Reading, match: re.Match[str], cue: str, stance: Stance) -> Site | None:
    """The site that puts `cue` in place of the match, with "or" and "and" of the list behind it changed to suit."""
    text, begin = reading.text, match.end() if "next" not in match.re.groupindex else match.start("next")
    scope = text[begin : reading.summary.scope_end(begin)]
    if len(scope.split()) > 24 or not scope.strip() or _ONLY_DENIED.search(scope):
        return None
    last = 0
    if stance == "no":
        ors = list(_OR.finditer(scope))
        last = ors[-1].end() if ors else 0
        joined = _OR.sub(lambda each: re.sub(r"\bn?or\b", "and", each[0]), f"{scope[:last]}x")[:-1] if ors else ""
    else:
        if " and " in scope and re.search(
            r"\b(?:underwent|went|took|takes|some|is|was|are|were|has|had|will|can|he|she|they)\b", scope
        ):
            return None
        last = scope.rfind(" and ") + 5 if " and " in scope else 0
        joined = scope[:last].replace(" and ", " or ")
    span, after = (match.start(), begin + last), cue + joined
    checked = _DENIED if stance == "no" else _AFFIRMED
    return make_site(
span, "negation", "negation", (after,), checked,
        lambda _: reading.source.agrees(scope, stance),
    )  # fmt: skip


def _without_not(match: re.Match[str]) -> str | None:
    """`does not smoke` → `smokes`; the verb itself stays where another one carries the sentence."""
    verb, following = match["verb"], match["next"]
    if verb in ("does", "do"):
        return None if following.endswith("ly") else ("" if verb == "do" else "does ")
    if verb == "did":
        return "did "
    return f"{verb} "


def _affirmations(reading: Reading) -> Iterator[Site]:
    symptoms = {each.start for each in reading.summary.mentions if each.plain and each.concept.kind == "symptom"}
    for pattern in (_POSITIVE, _HAS):
        for match in pattern.finditer(reading.text):
            behind = next(
                (match.end() + skip for skip in _skips(reading.text[match.end() :]) if match.end() + skip in symptoms),
                None,
            )
            negated = reading.summary.is_negated(match.start())
            if (
                behind is None
                or negated
                or _NO_SYMPTOM.match(reading.text, match.end())
                or reading.summary.is_about_family(match.start())
            ):
                continue
            if pattern is _POSITIVE:
                past = match["cue"].endswith("ed")
                cue = "denied " if past else "denies "
            else:
                words = match[0].split()
                cue = _DENIALS[next(key for key in _DENIALS if match[0].startswith(key))] + " "
                if words[0] == "with" and reading.text[: match.start()].rstrip().endswith(_WITH_IS_NEEDED):
                    continue
            site = _site(reading, match, cue, "yes")
            if site:
                yield site


def _skips(text: str) -> list[int]:
    """Places of the first three words of `text`: adjectives may stand before a symptom."""
    return [each.start() for each in re.finditer(r"\w[\w'-]*", text[:40])][:3]


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like[0].isupper() else word
