"""Runs as the server has them, for notebooks and programs that look back."""

from collections.abc import Sequence
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

from assay.display import link
from assay.frames import flat, make_frame
from assay.run_pages import list_runs, read_log
from assay.series import read_keys, read_rows
from assay.session import Session

if TYPE_CHECKING:
    import pandas

_SHOWN = 20


class StoredRun:
    """One run: what it was, what it logged, and how it ended."""

    def __init__(self, session: Session, row: dict[str, Any]) -> None:
        self._session = session
        self._row = row
        self.id = str(row["id"])
        self.name = str(row["name"])
        self.stage = str(row["stage"])

    @property
    def state(self) -> str:
        """When it was read: `running`, `finished`, `failed`, …"""
        return str(self._row["state"])

    @property
    def tags(self) -> list[str]:
        """Words to find it by."""
        return list(self._row.get("tags") or [])

    @property
    def url(self) -> str:
        """Its page."""
        return self._session.page_of("runs", self.id)

    @cached_property
    def details(self) -> dict[str, Any]:
        """Everything that the API tells of it, as JSON has it."""
        return dict(self._session.connection.get(self._path))

    @property
    def config(self) -> dict[str, Any]:
        """Its settings, with defaults where the runner filled them in."""
        return dict(self.details.get("resolvedConfig") or self.details.get("givenConfig") or {})

    @property
    def _path(self) -> str:
        return self._session.within("runs", self.id)

    def metric_keys(self) -> "pandas.DataFrame":
        """One row a key: count, first and last step, newest value, minimum and maximum."""
        return make_frame(read_keys(self._session.connection, self._path))

    def metrics(self, keys: Sequence[str] | None = None, points: int = 2_000, wide: bool = True) -> "pandas.DataFrame":
        """Values by step, a column a key; with `wide=False` a row a key and step, with minimum, maximum and n.

        Up to `points` a series, at most 4,000; of a longer one each value is the mean of n points. A later attempt
        takes the place of an earlier one at the same step.
        """
        wanted = list(keys) if keys is not None else self._logged_keys()
        rows = read_rows(self._session.connection, self._path, wanted, points)
        frame = make_frame(rows)
        if not wide or not rows:
            return frame
        newest = frame.sort_values("attempt", kind="stable").drop_duplicates(["key", "step"], keep="last")
        return newest.pivot(index="step", columns="key", values="value").rename_axis(columns=None)

    def _logged_keys(self) -> list[str]:
        return [each["key"] for each in read_keys(self._session.connection, self._path) if each["source"] == "metrics"]

    def logs(self, query: str | None = None, level: str | None = None) -> "pandas.DataFrame":
        """One row a line: number, time, stream, level, text, attempt."""
        return make_frame(list(read_log(self._session, self.id, query, level)))

    def __repr__(self) -> str:
        return f"<assay run {self.name} {self.id} {self.state}>"

    def _repr_html_(self) -> str:
        return f"{link(self.url, self.name)} <small>{escape(self.stage)}, {escape(self.state)}</small>"


class RunList(list[StoredRun]):
    """Runs in the order of the server."""

    def frame(self) -> "pandas.DataFrame":
        """One row a run: what the table shows, newest values as `headline.…`."""
        rows = []
        for each in self:
            row: dict[str, Any] = {}
            for name, value in each._row.items():
                row |= flat(name, value) if name in ("headline", "progress", "failure") else {name: value}
            rows.append(row)
        return make_frame(rows)

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{link(each.url, each.name)}</td><td>{escape(each.stage)}</td><td>{escape(each.state)}</td></tr>"
            for each in self[:_SHOWN]
        )
        more = f"<p>{_SHOWN} of {len(self)} runs</p>" if len(self) > _SHOWN else ""
        return f"<table><tr><th>run</th><th>stage</th><th>state</th></tr>{rows}</table>{more}"


def runs(project: str | None = None, filter: str | None = None, sort: str | None = None, limit: int = 1_000) -> RunList:
    """Runs of a project, newest first or as sorted.

    Args:
        project: its slug; may be left out where there is only one.
        filter: as in the box above the runs table, e.g. `stage = sft and state = finished`.
        sort: a column with `.asc` or `.desc`.
        limit: at most so many.

    Raises:
        Refused: e.g. when the filter has a typo, with its place.
        Unreachable: when no server answers.
    """
    session = Session(project)
    return RunList(StoredRun(session, row) for row in list_runs(session, filter, sort, limit))


def open_run(run: str, project: str | None = None) -> StoredRun:
    """One run by its id.

    Raises:
        Refused: when there is none.
        Unreachable: when no server answers.
    """
    session = Session(project)
    row = dict(session.connection.get(session.within("runs", run)))
    opened = StoredRun(session, row)
    opened.details = row
    return opened
