"""A server in a process of its own that checks and acknowledges frames, as ingest does, and keeps only their delay."""

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

from runners.contract.frame import scan_frames
from runners.track.journal_reader import frame_sequence


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    acknowledged = 0
    delays: ClassVar[list[float]] = []

    def do_GET(self) -> None:
        """Milliseconds from each event to its arrival."""
        self._answer(_Handler.delays)

    def do_POST(self) -> None:
        frames = scan_frames(self.rfile.read(int(self.headers["Content-Length"]))).frames
        now = time.time()
        if frames:
            _Handler.acknowledged = frame_sequence(frames[-1].header)
            _Handler.delays += [(now - json.loads(frame.header)["time"]) * 1000 for frame in frames]
        self._answer({"acknowledged": _Handler.acknowledged, "cancel": False})

    def _answer(self, answer: object) -> None:
        said = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the requests are not what is measured."""


def read_delays(url: str) -> list[float]:
    """Milliseconds from each event to its arrival, sorted."""
    with urllib.request.urlopen(url, timeout=10) as answer:
        delays: list[float] = json.load(answer)
        return sorted(delays)


@contextmanager
def acknowledging_server() -> Iterator[str]:
    """Its address, for as long as the block lasts."""
    process = subprocess.Popen([sys.executable, "-m", __name__], stdout=subprocess.PIPE, text=True)
    try:
        yield process.stdout.readline().strip() if process.stdout else ""
    finally:
        process.kill()
        process.wait()


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    sys.stdout.write(f"http://127.0.0.1:{server.server_address[1]}\n")
    sys.stdout.flush()
    server.serve_forever()
