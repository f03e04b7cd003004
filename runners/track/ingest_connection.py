"""One connection to the server's ingest route, wherever the server is now."""

import json
import socket
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit

_TIMEOUT_SECONDS = 30
_CONNECT_SECONDS = 5


class NotDelivered(Exception):
    """The server is away, or takes nothing now; try again later."""


class Refused(NotDelivered):
    """Assay's server is there and does not know the token."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said: everything up to `acknowledged` is stored; `problem` is what it could not read."""

    acknowledged: int
    cancel: bool
    superseded: bool
    problem: str | None


class IngestConnection:
    """Posts frames over a kept connection. After a failure it looks in `server.json` where the server is now."""

    def __init__(self, server_url: str, server_file: Path, token: str) -> None:
        self._given_url = server_url
        self._url = server_url
        self._server_file = server_file
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/octet-stream"}
        self._connection: HTTPConnection | None = None

    def post(self, frames: bytes) -> Answer:
        """Sends whole frames, or a beat when empty.

        Raises:
            NotDelivered: the server is not there, or what is there is not Assay's, or it failed.
            Refused: it does not know the token, for now or for ever.
        """
        try:
            status, body = self._exchange(frames)
        except (OSError, HTTPException, ValueError) as error:
            # ValueError: an address in the file that is none, or a header; its text may quote the token.
            why = type(error).__name__ if isinstance(error, ValueError) else str(error) or type(error).__name__
            asked = self._url
            self._leave()
            raise NotDelivered(f"{asked}: {why}") from error
        return self._read(status, body)

    def _exchange(self, frames: bytes) -> tuple[int, bytes]:
        connection = self._connection or self._connect()
        connection.request("POST", "/api/ingest", body=frames, headers=self._headers)
        response = connection.getresponse()
        return response.status, response.read()

    def _connect(self) -> HTTPConnection:
        self._connection = connect(self._url)
        return self._connection

    def _read(self, status: int, body: bytes) -> Answer:
        try:
            said = json.loads(body)
            if status == 401:
                self._leave()
                raise Refused(f"{self._url} does not know this attempt: {said['error']}")
            if status not in (200, 410, 422):
                raise ValueError(status)
            problem = json.dumps(said["problem"]) if "problem" in said else None
            return Answer(int(said["acknowledged"]), bool(said.get("cancel", False)), status == 410, problem)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            self._leave()
            raise NotDelivered(f"{self._url} answered {status}") from error

    def _leave(self) -> None:
        """Forgets the connection and takes the newest address: first the one given, then the one in the file."""
        self.close()
        known = [self._given_url, _current_url(self._server_file) or self._given_url]
        self._url = known[1] if self._url == known[0] else known[0]

    def close(self) -> None:
        """Ends the connection; the next post opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def connect(url: str) -> HTTPConnection:
    """An open connection to that address.

    Raises:
        OSError, HTTPException, ValueError: nobody listens there, or it is no address.
    """
    address = urlsplit(url)
    kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
    connection = kind(address.hostname or "", address.port, timeout=_CONNECT_SECONDS)
    connection.connect()
    connection.sock.settimeout(_TIMEOUT_SECONDS)
    connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def open_connection(server_url: str, server_file: Path) -> HTTPConnection:
    """A connection to the server where it was, or where `server.json` says that it is now.

    Raises:
        OSError, HTTPException, ValueError: when it is at neither.
    """
    try:
        return connect(server_url)
    except (OSError, HTTPException, ValueError):
        current = _current_url(server_file)
        if current is None or current == server_url:
            raise
        return connect(current)


def _current_url(server_file: Path) -> str | None:
    try:
        return str(json.loads(server_file.read_bytes())["url"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
