"""Numbers as people say them."""

_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_ONES = f"zero one two three four five six seven eight nine {_TEENS}".split(" ")
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spell_number(number: int | float) -> str:
    """`number` in English words: 125 → "one hundred twenty five", 6.25 → "six point two five".

    Raises:
        ValueError: below zero, or a million and more.
    """
    if number < 0 or number >= 1_000_000:
        raise ValueError(f"no words for {number}")
    whole, _, decimals = repr(number).partition(".")
    words = _spell_whole(int(whole))
    if decimals.strip("0"):
        words += " point " + " ".join(_ONES[int(digit)] for digit in decimals)
    return words


def spell_year(year: int) -> str:
    """A year from 1100 to 2099 as it is read aloud: 1985 → "nineteen eighty five", 2004 → "two thousand four"."""
    century, rest = divmod(year, 100)
    if 2000 <= year < 2010:
        return _spell_whole(year)
    if rest == 0:
        return f"{_spell_whole(century)} hundred"
    return f"{_spell_whole(century)} {_spell_whole(rest) if rest >= 10 else 'oh ' + _ONES[rest]}"


def _spell_whole(number: int) -> str:
    if number < 20:
        return _ONES[number]
    for size, name in ((1000, "thousand"), (100, "hundred")):
        if number >= size:
            head, rest = divmod(number, size)
            return f"{_spell_whole(head)} {name}" + (f" {_spell_whole(rest)}" if rest else "")
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2] + (f" {_ONES[ones]}" if ones else "")
