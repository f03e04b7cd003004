"""Reads lists of the API page by page."""

from collections.abc import Iterator
from typing import Any

from assay.session import Session

_RUNS_A_PAGE = 200
LINES_A_PAGE = 1_000


def list_runs(session: Session, filter: str | None, sort: str | None, limit: int) -> list[dict[str, Any]]:
    """The first `limit` runs."""
    found: list[dict[str, Any]] = []
    cursor = None
    while len(found) < limit:
        size = min(limit - len(found), _RUNS_A_PAGE)
        asked = {"filter": filter or None, "sort": sort, "limit": size, "cursor": cursor}
        page = session.connection.get(session.within("runs"), asked)
        found += page["items"]
        cursor = page.get("nextCursor")
        if cursor is None:
            break
    return found


def read_log(
    session: Session, run: str, query: str | None = None, level: str | None = None, after: int = 0
) -> Iterator[dict[str, Any]]:
    """The lines behind `after` that there are now, first to last."""
    asked = {"limit": LINES_A_PAGE, "query": query, "level": level}
    while True:
        lines = session.connection.get(session.within("runs", run, "logs"), {**asked, "after": after})["items"]
        yield from lines
        if len(lines) < LINES_A_PAGE:
            return
        after = lines[-1]["number"]
