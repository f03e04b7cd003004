"""Talks to the HTTP API of a server, over one kept connection."""

import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import IO, Any
from urllib.parse import SplitResult, urlencode, urlsplit

from assay.access import Access
from assay.addresses import parameters_of
from assay.failure import Refused, Unreachable
from assay.patience import Patience
from assay.refusal import read_refusal

_CONNECT_SECONDS = 5.0
_ANSWER_SECONDS = 120.0
_LONG_ANSWER_SECONDS = 3_600.0
"""A file of gigabytes is read before the answer comes."""
_PATIENCE_SECONDS = 300.0
_READ_TO_KEEP_BYTES = 65_536

Query = Mapping[str, object]
Body = bytes | IO[bytes] | None


class Connection:
    """Asks as the person whose token it holds. `tell` hears why an answer takes longer.

    A question that the server puts off is asked again until it has waited `patience_seconds` in all.
    """

    def __init__(
        self,
        access: Access,
        tell: Callable[[str], None] = lambda _: None,
        answer_seconds: float = _ANSWER_SECONDS,
        patience_seconds: float = _PATIENCE_SECONDS,
    ) -> None:
        self.url = access.url
        self._token = access.token
        self._tell = tell
        self._answer_seconds = answer_seconds
        self._patience_seconds = patience_seconds
        self._kept: HTTPConnection | None = None

    def get(self, path: str, query: Query | None = None) -> Any:
        """What the API answers to a question, as JSON."""
        return self._json("GET", path, query)

    def post(self, path: str, body: object = None, query: Query | None = None) -> Any:
        """Does something once, however often the connection breaks on the way."""
        return self._json("POST", path, query, json.dumps({} if body is None else body).encode())

    def delete(self, path: str) -> Any:
        """Takes something away."""
        return self._json("DELETE", path, None)

    def send_file(self, path: str, file: Path, query: Query | None = None, method: str = "POST") -> Any:
        """A file as the body, never held whole in memory."""
        headers = {"Content-Type": "application/octet-stream", "Content-Length": str(file.stat().st_size)}
        patience, self._answer_seconds = self._answer_seconds, _LONG_ANSWER_SECONDS
        # A kept connection may have been closed by the server, and a file cannot be sent twice.
        self.close()
        try:
            with file.open("rb") as body, self.open(method, path, query, body, headers) as answer:
                return _read_json(answer)
        except (HTTPException, ConnectionError, TimeoutError) as error:
            raise self._unreachable(error) from None
        finally:
            self._answer_seconds = patience
            self.close()

    def _json(self, method: str, path: str, query: Query | None, body: bytes | None = None) -> Any:
        headers = {} if body is None else {"Content-Type": "application/json", "Idempotency-Key": uuid.uuid4().hex}
        try:
            return self._read_whole(method, path, query, body, headers)
        except (OSError, HTTPException):
            pass
        try:
            # It broke in the middle of the answer; a key lets a write be asked for again.
            return self._read_whole(method, path, query, body, headers)
        except (OSError, HTTPException) as error:
            raise self._unreachable(error) from None

    def _read_whole(
        self, method: str, path: str, query: Query | None, body: bytes | None, headers: Mapping[str, str]
    ) -> Any:
        with self.open(method, path, query, body, headers) as answer:
            return _read_json(answer)

    @contextmanager
    def open(
        self,
        method: str,
        path: str,
        query: Query | None = None,
        body: Body = None,
        headers: Mapping[str, str] | None = None,
    ) -> Iterator[HTTPResponse]:
        """The answer itself, for what is read piece by piece.

        Raises:
            Unreachable: no server answers there.
            Refused: it answers that it will not.
        """
        asked = urlencode([pair for name, value in (query or {}).items() for pair in parameters_of(name, value)])
        target = f"{self._address().path.rstrip('/')}{path}{'?' + asked if asked else ''}"
        sent = {"Authorization": f"Bearer {self._token}", "Accept": "application/json", **(headers or {})}
        patience = Patience(self._patience_seconds if isinstance(body, bytes | None) else 0)
        answer = self._exchange(method, target, body, sent)
        while patience.wait(answer, self._tell):
            answer = self._exchange(method, target, body, sent)
        whole = False
        try:
            if answer.status >= 300:
                refused = read_refusal(answer, self.url)
                whole = True
                raise refused
            yield answer
            whole = True
            if answer.length is not None and answer.length > _READ_TO_KEEP_BYTES:
                self.close()
            else:
                answer.read()
        finally:
            if not whole:
                self.close()

    def _exchange(self, method: str, target: str, body: Body, headers: Mapping[str, str]) -> HTTPResponse:
        fresh = self._kept is None
        try:
            return self._ask(method, target, body, headers)
        except (OSError, HTTPException, ValueError) as error:
            self.close()
            # A server that was started again has closed what was kept; questions and keyed writes may be repeated.
            if fresh or not isinstance(body, bytes | None):
                raise self._unreachable(error) from None
        try:
            return self._ask(method, target, body, headers)
        except (OSError, HTTPException, ValueError) as error:
            self.close()
            raise self._unreachable(error) from None

    def _ask(self, method: str, target: str, body: Body, headers: Mapping[str, str]) -> HTTPResponse:
        connection = self._kept or self._connect()
        connection.request(method, target, body=body, headers=dict(headers))
        return connection.getresponse()

    def _connect(self) -> HTTPConnection:
        address = self._address()
        kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
        connection = kind(address.hostname or "", address.port, timeout=_CONNECT_SECONDS)
        connection.connect()
        connection.sock.settimeout(self._answer_seconds)
        self._kept = connection
        return connection

    def _address(self) -> SplitResult:
        try:
            address = urlsplit(self.url)
            # Reading the port is what checks it.
            known = address.scheme in ("http", "https") and bool(address.hostname) and address.port != 0
        except ValueError:
            known = False
        if not known:
            raise Unreachable(f"{self.url} is no address of a server: it begins with http:// or https://.")
        return address

    def _unreachable(self, error: Exception) -> Unreachable:
        why = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
        if isinstance(error, ValueError):
            # Its text quotes what could not be sent, and that may be the token.
            why = "what was to be sent cannot be"
        if "CERTIFICATE_VERIFY_FAILED" in why:
            return Unreachable(
                f"{self.url} has a certificate that this machine does not trust: name its authority's "
                "file in SSL_CERT_FILE."
            )
        return Unreachable(f"No answer from {self.url} ({why}): is it running, and can this machine reach it?")

    def close(self) -> None:
        """Ends the connection; the next question opens another."""
        if self._kept is not None:
            self._kept.close()
            self._kept = None


def _read_json(answer: HTTPResponse) -> Any:
    body = answer.read()
    if not body:
        return None
    try:
        return json.loads(body)
    except ValueError:
        raise Refused("What answers there is not Assay: it sent no JSON.", status=answer.status) from None
