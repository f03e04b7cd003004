"""Makes pandas DataFrames, where pandas is there."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from assay.failure import AssayError

if TYPE_CHECKING:
    import pandas


def make_frame(columns: Mapping[str, Sequence[Any]] | Sequence[Mapping[str, Any]]) -> "pandas.DataFrame":
    """A frame of columns, or of rows.

    Raises:
        AssayError: where pandas is not installed.
    """
    try:
        import pandas
    except ImportError:
        raise AssayError(
            "A table comes as a pandas DataFrame, and pandas is not installed here: run `pip install pandas`."
        ) from None
    return pandas.DataFrame(columns)


def flat(prefix: str, value: Any) -> dict[str, Any]:
    """A nested mapping as one level, its names joined by dots."""
    if not isinstance(value, Mapping) or not value:
        return {prefix: value}
    found: dict[str, Any] = {}
    for name, inner in value.items():
        found |= flat(f"{prefix}.{name}", inner)
    return found
