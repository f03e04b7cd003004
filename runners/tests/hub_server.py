"""A small hub: the requests that fetching a public model makes, with ranges, and connections that break."""

import hashlib
import json
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

COMMIT = "a" * 40


class HubServer:
    """Serves one folder as the model `clinic/small`, at the revision `main`."""

    def __init__(self, folder: Path) -> None:
        self._files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}
        self.ranges: list[str] = []
        """Of requests that asked for a part."""
        self.fetched: list[str] = []
        """Files that were asked for."""
        self.break_after: int | None = None
        """Bytes of a file after which the next connection breaks, every time until it is None."""
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_HEAD(self) -> None:
                owner._answer(self)

            def do_GET(self) -> None:
                owner._answer(self)

            def log_message(self, format: str, *args: object) -> None:
                """Silence."""

        self._listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._listener.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._listener.server_address[1]}"
        threading.Thread(target=self._listener.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        """Listens no more."""
        self._listener.shutdown()
        self._listener.server_close()

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        path = request.path.partition("?")[0]
        resolve = f"/clinic/small/resolve/{COMMIT}/"
        if path.startswith("/api/models/clinic/small"):
            siblings = [{"rfilename": name, "size": len(content)} for name, content in self._files.items()]
            card = {"license": "apache-2.0"}
            facts = {"id": "clinic/small", "sha": COMMIT, "siblings": siblings, "cardData": card, "private": False}
            self._send(request, 200, json.dumps(facts).encode(), {"Content-Type": "application/json"})
        elif path.startswith(resolve) and path.removeprefix(resolve) in self._files:
            name = path.removeprefix(resolve)
            if request.command == "GET":
                self.fetched.append(name)
            self._send_file(request, self._files[name])
        else:
            self._send(request, 404, b"", {"X-Error-Code": "RepoNotFound"})

    def _send_file(self, request: BaseHTTPRequestHandler, content: bytes) -> None:
        etag = hashlib.sha256(content).hexdigest()
        headers = {"ETag": f'"{etag}"', "X-Repo-Commit": COMMIT, "Accept-Ranges": "bytes"}
        wanted = request.headers.get("Range")
        if wanted is None:
            return self._send(request, 200, content, headers)
        self.ranges.append(wanted)
        first = int(wanted.removeprefix("bytes=").partition("-")[0])
        headers["Content-Range"] = f"bytes {first}-{len(content) - 1}/{len(content)}"
        return self._send(request, 206, content[first:], headers)

    def _send(self, request: BaseHTTPRequestHandler, status: int, body: bytes, headers: dict[str, str]) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        if request.command == "HEAD":
            return
        if self.break_after is not None and len(body) > self.break_after:
            request.wfile.write(body[: self.break_after])
            request.wfile.flush()
            request.close_connection = True
            request.connection.close()
            return
        with suppress(ConnectionError):
            request.wfile.write(body)
