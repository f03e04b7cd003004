"""A server that registers runs of programs, takes their journals and their files."""

import hashlib
import json
import os
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

from runners.tests.ingest_server import IngestServer
from runners.tests.supervised import ROOT, TOKEN, wait_until

RUN = "k3m9x2p7q4w8za"


class ClientRoute:
    """Registers runs as the server does, hands ingest to an `IngestServer`, and gathers the pieces of files."""

    def __init__(self) -> None:
        self.ingest = IngestServer()
        self.requests: list[dict] = []
        self.credentials: list[str | None] = []
        self.refusal: str | None = None
        self.files: dict[str, bytes] = {}
        self.pieces: list[int] = []
        """Where each piece of a file began."""
        self.away_for_files = False
        self._port = 0
        self.listen()

    def listen(self) -> None:
        """Listens on a free port, or on the one it had."""
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                if self.path == "/api/client/runs":
                    owner.register(self)
                else:
                    owner.ingest.answer(self)

            def do_GET(self) -> None:
                owner.tell_file(self)

            def do_PUT(self) -> None:
                owner.take_piece(self)

            def log_message(self, format: str, *args: object) -> None:
                """Silence."""

        self.listener = ThreadingHTTPServer(("127.0.0.1", self._port), Handler)
        self.listener.daemon_threads = True
        self._port = self.listener.server_address[1]
        self.ingest._listener = self.listener
        self.url = f"http://127.0.0.1:{self._port}"
        Thread(target=self.listener.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        """Refuses connections."""
        self.listener.shutdown()
        self.listener.server_close()

    def register(self, request: BaseHTTPRequestHandler) -> None:
        asked = json.loads(request.rfile.read(int(request.headers["Content-Length"])))
        self.requests.append(asked)
        self.credentials.append(request.headers["Authorization"])
        run = asked.get("run", RUN)
        said = {"run": run, "attempt": 1, "token": TOKEN, "url": f"{self.url}/projects/p/runs/{run}"}
        _send(request, {"error": self.refusal} if self.refusal else said, 404 if self.refusal else 200)

    def tell_file(self, request: BaseHTTPRequestHandler) -> None:
        have = self.files.get(urlsplit(request.path).path.rpartition("/")[2], b"")
        self._say(request, have)

    def take_piece(self, request: BaseHTTPRequestHandler) -> None:
        address = urlsplit(request.path)
        digest = address.path.rpartition("/")[2]
        piece = request.rfile.read(int(request.headers["Content-Length"]))
        first = int(parse_qs(address.query)["from"][0])
        self.pieces.append(first)
        assert len(self.files.get(digest, b"")) == first
        self.files[digest] = self.files.get(digest, b"") + piece
        self._say(request, self.files[digest])

    def _say(self, request: BaseHTTPRequestHandler, have: bytes) -> None:
        digest = urlsplit(request.path).path.rpartition("/")[2]
        stored = hashlib.sha256(have).hexdigest() == digest
        state = {"stored": stored, "received": len(have)}
        _send(request, {"error": "busy"} if self.away_for_files else state, 503 if self.away_for_files else 200)

    def ended(self) -> dict:
        """The end of the run, once it is here."""
        wait_until(lambda: any(kind in ("finished", "failed") for kind in self.ingest.types()))
        return next(event for event in self.ingest.events if event["type"] in ("finished", "failed"))


def _send(request: BaseHTTPRequestHandler, said: object, status: int) -> None:
    body = json.dumps(said).encode()
    request.send_response(status)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)


def run_script(home: Path, code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A program of somebody's, in a process of its own."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("ASSAY_")}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**clean, "ASSAY_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
