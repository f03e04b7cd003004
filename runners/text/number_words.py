"""English number words and the values that a run of them may mean."""

from decimal import Decimal

from runners.text.spell_number import spell_number

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh")

UNITS_BELOW_20 = {spell_number(value): value for value in range(20)}
TENS = {spell_number(value): value for value in range(20, 100, 10)}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
LOOSE = {
    **{word: value for value, word in enumerate(_ORDINALS, start=1)},
    **{word + "th": value for word, value in UNITS_BELOW_20.items() if value > 12},
    **{word[:-1] + "ieth": value for word, value in TENS.items()},
    **{word[:-1] + "ies": value for word, value in TENS.items()},
    "twelfth": 12,
    "oh": 0,
    "o": 0,
}
"""Words that support a number but do not claim one."""
COUNTED = {
    "a": 1,
    "an": 1,
    "once": 1,
    "single": 1,
    "twice": 2,
    "couple": 2,
    "both": 2,
    "pair": 2,
    "thrice": 3,
    "dozen": 12,
}
"""Words outside of runs that support a number."""
ROMAN = {"II": 2, "III": 3, "IV": 4}
_HALF_YEARS = ("january february march april may june", "july august september october november december")
MONTHS = {name: number for number, name in enumerate(" ".join(_HALF_YEARS).split(), start=1)}

_HALF = ("and", "a", "half")
_LONGEST_READING = 9


def is_number_word(word: str) -> bool:
    """Whether a run of number words may begin with `word`."""
    return word in UNITS_BELOW_20 or word in TENS or word in SCALES or word in LOOSE


def cardinal(words: list[str]) -> Decimal | None:
    """The one value of a well-formed number: ["two", "hundred", "and", "five"] → 205, with "point" and "and a half".

    None where the words are no single number ("nineteen eighty").
    """
    if "point" in words:
        at = words.index("point")
        whole, decimals = cardinal(words[:at]) if at else Decimal(0), _decimals(words[at + 1 :])
        return None if whole is None or whole != int(whole) or not decimals else Decimal(f"{whole}.{decimals}")
    if tuple(words[-3:]) == _HALF:
        whole = cardinal(words[:-3])
        return None if whole is None else whole + Decimal("0.5")
    return _whole(words)


def readings(words: list[str]) -> set[Decimal]:
    """Every value that a run may mean: a cardinal alone where it is well formed, else those of all its parts.

    Parts are cardinals, years and pairs ("one twenty"), digits in a row.
    """
    whole = cardinal(words)
    if whole is not None:
        return {whole}
    values: set[Decimal] = set()
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _LONGEST_READING) + 1):
            part = words[start:end]
            values |= {each for each in (cardinal(part), year_or_pair(part), _digits(part)) if each is not None}
            values |= _short_year(part)
    return values


def _whole(words: list[str]) -> Decimal | None:
    total, current, ceiling, scale_before = 0, 0, 1000, False
    if not words or words[0] == "and" or words[-1] == "and":
        return None
    if words[0] in SCALES:
        current = 1
    for word in words:
        if word == "and":
            if not scale_before:
                return None
            continue
        if word in SCALES:
            if word == "hundred":
                if not 0 < current < 100:
                    return None
                current, ceiling = current * 100, 100
            else:
                if current == 0 or (total and total < SCALES[word]):
                    return None
                total, current, ceiling = total + current * SCALES[word], 0, 1000
            scale_before = True
            continue
        value = _value(word)
        if value is None or value >= ceiling:
            return None
        current, scale_before = current + value, False
        ceiling = 10 if value >= 20 else 1
    return Decimal(total + current)


def _value(word: str) -> int | None:
    for table in (UNITS_BELOW_20, TENS, LOOSE):
        if word in table:
            return table[word]
    return None


def year_or_pair(words: list[str]) -> Decimal | None:
    """["nineteen", "eighty", "five"] → 1985, ["one", "twenty"] → 120, ["one", "oh", "five"] → 105."""
    for cut in range(1, len(words)):
        head, tail = cardinal(words[:cut]), words[cut:]
        if head is None or not 0 < head < 100:
            continue
        if len(tail) == 2 and tail[0] in ("oh", "o") and UNITS_BELOW_20.get(tail[1], 10) < 10:
            return head * 100 + UNITS_BELOW_20[tail[1]]
        rest = cardinal(tail)
        if rest is not None and 10 <= rest < 100:
            return head * 100 + rest
    return None


def _digits(words: list[str]) -> Decimal | None:
    values = [_value(word) for word in words]
    if len(values) < 2 or any(value is None or value > 9 for value in values):
        return None
    return Decimal("".join(map(str, values)))


def _short_year(words: list[str]) -> set[Decimal]:
    """["oh", "eight"] → 1908 and 2008."""
    if len(words) != 2 or words[0] not in ("oh", "o") or UNITS_BELOW_20.get(words[1], 10) > 9:
        return set()
    return {Decimal(century + UNITS_BELOW_20[words[1]]) for century in (1900, 2000)}


def _decimals(words: list[str]) -> str:
    """Digits behind the point: ["one", "two", "five"] and ["one", "twenty", "five"] → "125"; "" where they are none."""
    digits = ""
    for index, word in enumerate(words):
        value = _value(word)
        if value is None or word in SCALES:
            return ""
        after_tens = index > 0 and words[index - 1] in TENS and 0 < value < 10
        digits = digits[:-1] + str(value) if after_tens else digits + str(value)
    return digits
