"""A small server that answers as the HTTP API does, from what a test says, and keeps what it was asked."""

import json
import socket
import struct
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass
class Asked:
    """One request."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Answer:
    """What to answer; a list of them is given one after the other, the last one again and again."""

    body: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut_after: int | None = None
    """Breaks the connection behind so many bytes of the body."""
    reset_after: int | None = None
    """Resets it there, as a server does that is killed."""


class ApiServer:
    """Answers `METHOD /path`; what nobody told it is not there."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[Asked] = []
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self) -> None:
                owner.handle(self)

            do_GET = do_POST = do_PUT = do_DELETE = handle_any

            def log_message(self, format: str, *args: object) -> None:
                """Silence."""

        self._listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._listener.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._listener.server_address[1]}"
        threading.Thread(target=self._listener.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        self._listener.shutdown()
        self._listener.server_close()

    def on(self, what: str, *answers: Any) -> None:
        """`on("GET /api/v1/projects", [...])`: JSON values, or `Answer`s."""
        self.answers[what] = [each if isinstance(each, Answer) else Answer(each) for each in answers]

    def of(self, what: str) -> list[Asked]:
        return [each for each in self.asked if f"{each.method} {each.path}" == what]

    def handle(self, request: BaseHTTPRequestHandler) -> None:
        address = urlsplit(request.path)
        body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        path = unquote(address.path)
        asked = Asked(request.command, path, parse_qs(address.query), dict(request.headers.items()), body)
        self.asked.append(asked)
        waiting = self.answers.get(f"{asked.method} {path}", [])
        answer = waiting[0] if len(waiting) == 1 else waiting.pop(0) if waiting else _not_there(asked)
        content = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
        if answer.status == 204:
            content = b""
        request.send_response(answer.status)
        if "Transfer-Encoding" not in answer.headers:
            request.send_header("Content-Length", str(len(content)))
        for name, value in answer.headers.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(content[: answer.cut_after if answer.reset_after is None else answer.reset_after])
        if answer.reset_after is not None:
            request.wfile.flush()
            linger_for_nothing = struct.pack("ii", 1, 0)
            request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger_for_nothing)
            request.connection.close()
            request.close_connection = True
        if answer.cut_after is not None:
            request.wfile.flush()
            request.close_connection = True


def _not_there(asked: Asked) -> Answer:
    return Answer({"error": {"kind": "NotFound", "message": f"There is no {asked.path}.", "problems": []}}, 404)


def refusal(status: int, kind: str, message: str, problems: list[dict[str, str]] | None = None) -> Answer:
    """An error as the API writes it."""
    return Answer({"error": {"kind": kind, "message": message, "problems": problems or [], "id": "e77"}}, status)
