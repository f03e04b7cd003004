"""A server in a process of its own that checks frames and acknowledges them, as ingest does, and keeps nothing."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from runners.contract.frame import scan_frames
from runners.track.journal_reader import frame_sequence


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    acknowledged = 0

    def do_POST(self) -> None:
        frames = scan_frames(self.rfile.read(int(self.headers["Content-Length"]))).frames
        if frames:
            _Handler.acknowledged = frame_sequence(frames[-1].header)
        said = json.dumps({"acknowledged": _Handler.acknowledged, "cancel": False}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the requests are not what is measured."""


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
