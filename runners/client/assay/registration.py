"""Registers a run with the server of this machine, or with the one that the person signed in to."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assay.access import find_access
from assay.connection import Connection
from assay.failure import Refused, Unreachable

_ANSWER_SECONDS = 5.0
_ALPHABET = "23456789abcdefghijkmnpqrstuvwxyz"
_LETTERS = 14
_TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class Registration:
    """A run that the server knows, with the token for its one attempt."""

    run: str
    attempt: int
    token: str
    url: str
    server_url: str


def new_run_id() -> str:
    """As `domain/identifiers.ts` makes them: 70 random bits that are safe in a URL and a file name."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS))


def register(home: Path, request: Mapping[str, Any]) -> Registration:
    """Makes the run; asking again for the same `run` gives a new token for it.

    Raises:
        Unreachable: no server answers, or there is no credential.
        Refused: the server says why not.
    """
    connection = Connection(find_access(home), answer_seconds=_ANSWER_SECONDS, patience_seconds=0)
    try:
        said = connection.post("/api/client/runs", request)
        return Registration(said["run"], said["attempt"], said["token"], said["url"], connection.url)
    except Refused as error:
        if 400 <= error.status < 500 and error.status != _TOO_MANY:
            raise
        raise Unreachable(f"{connection.url} answered {error.status}: {error}") from None
    except (KeyError, TypeError):
        raise Unreachable(f"What answers at {connection.url} is not Assay.") from None
    finally:
        connection.close()
