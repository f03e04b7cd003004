"""What the command line writes: results on standard output, everything else on standard error."""

import json
import sys
from collections.abc import Sequence


def print_line(text: str) -> None:
    """One line of the result."""
    sys.stdout.write(f"{text}\n")


def print_json(value: object) -> None:
    """The result for programs."""
    sys.stdout.write(json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]], empty: str) -> None:
    """Rows in columns as wide as their widest cell, or the sentence for none."""
    print_line(format_table(headings, rows) if rows else empty)


def format_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The last column is not padded."""
    widths = [max(len(row[at]) for row in (headings, *rows)) for at in range(len(headings))]
    last = len(headings) - 1

    def line(cells: Sequence[str]) -> str:
        return "  ".join(cell if at == last else cell.ljust(widths[at]) for at, cell in enumerate(cells))

    return "\n".join(line(row) for row in (headings, *rows))


def tell(sentence: str) -> None:
    """For people, beside what programs read."""
    sys.stdout.flush()
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


def format_number(value: object) -> str:
    """A measured value with five significant digits; `-` for none."""
    if value is None:
        return "-"
    return f"{value:.5g}" if isinstance(value, float) else str(value)


def format_bytes(count: float) -> str:
    """Binary units."""
    for unit in ("B", "KiB", "MiB", "GiB"):
        if count < 1024 or unit == "GiB":
            break
        count /= 1024
    return f"{count:.0f} {unit}" if unit == "B" else f"{count:.1f} {unit}"


def format_duration(seconds: float) -> str:
    """`42 s`, `3 min 05 s`, `2 h 10 min`."""
    minutes, rest = divmod(int(seconds + 0.5), 60)
    if minutes == 0:
        return f"{rest} s"
    if minutes < 60:
        return f"{minutes} min {rest:02d} s"
    return f"{minutes // 60} h {minutes % 60:02d} min"
