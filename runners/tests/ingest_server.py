"""A small server that keeps to the protocol of ingest, and can misbehave as networks do."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from runners.contract.frame import scan_frames


class IngestServer:
    """Stores frames exactly once, in order, and answers with the highest contiguous sequence."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.posts = 0
        self.tokens: set[str | None] = set()
        self.cancel = False
        self.status = 200
        self.silent_posts: set[int] = set()
        """Posts that are stored but never answered: the connection breaks."""
        self.forgetful_posts: set[int] = set()
        """Posts whose second half is lost, so that the next one leaves a gap."""
        self._lock = threading.Lock()
        self._listener: ThreadingHTTPServer | None = None
        self.port = 0

    def start(self) -> str:
        """Listens on a free port, or on the one it had; the address."""
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                owner.answer(self)

            def log_message(self, format: str, *args: object) -> None:
                """Silence."""

        listener = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        listener.daemon_threads = True
        self._listener = listener
        self.port = listener.server_address[1]
        threading.Thread(target=listener.serve_forever, args=(0.02,), daemon=True).start()
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        """Refuses connections and breaks the kept ones."""
        if self._listener is not None:
            listener, self._listener = self._listener, None
            listener.shutdown()
            listener.server_close()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers["Content-Length"]))
        if self._listener is None:
            request.close_connection = True
            return
        with self._lock:
            self.posts += 1
            self.tokens.add(request.headers["Authorization"])
            self._store(body)
            if self.posts in self.silent_posts:
                request.close_connection = True
                return
            said = json.dumps({"acknowledged": len(self.events), "cancel": self.cancel}).encode()
        request.send_response(self.status)
        request.send_header("Content-Length", str(len(said)))
        request.end_headers()
        request.wfile.write(said)

    def _store(self, body: bytes) -> None:
        scan = scan_frames(body)
        assert scan.problem is None
        kept = scan.frames[: len(scan.frames) // 2] if self.posts in self.forgetful_posts else scan.frames
        for frame in kept:
            event = json.loads(frame.header)
            if event["sequence"] == len(self.events) + 1:
                self.events.append(event)

    def types(self) -> list[str]:
        with self._lock:
            return [event["type"] for event in self.events]

    def of_type(self, kind: str) -> list[dict[str, Any]]:
        with self._lock:
            return [event for event in self.events if event["type"] == kind]

    def lines(self) -> list[str]:
        return [line["text"] for event in self.of_type("log") for line in event["lines"]]
