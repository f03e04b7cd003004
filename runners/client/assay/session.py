"""What a command works with: the server, and the project in it."""

from functools import cached_property
from typing import Any

from assay.access import find_access, home_folder
from assay.addresses import path_of
from assay.connection import Connection
from assay.failure import Failed, Misused
from assay.printing import tell


class Session:
    """Opened by the first question that needs the server."""

    def __init__(self, project: str | None) -> None:
        self._project = project

    @cached_property
    def connection(self) -> Connection:
        """The server of this machine, or the one that the person named."""
        return Connection(find_access(home_folder()), tell)

    @cached_property
    def project(self) -> str:
        """The slug of the project that commands work in: the one named, or the only one."""
        if self._project:
            return self._project
        slugs = [str(each["slug"]) for each in items(self.connection.get("/api/v1/projects"))]
        if not slugs:
            raise Failed("You are in no project yet.")
        if len(slugs) > 1:
            raise Misused(f"Name a project with --project: {', '.join(slugs)}.")
        return slugs[0]

    def within(self, *parts: str) -> str:
        """A path of the API inside the project."""
        return path_of("api", "v1", "projects", self.project, *parts)

    def page_of(self, *parts: str) -> str:
        """Where a browser shows it."""
        return self.connection.url + path_of("projects", self.project, *parts)


def items(answer: Any) -> list[Any]:
    """The rows of a list, whether it comes in pages or whole."""
    return list(answer["items"] if isinstance(answer, dict) else answer)
