"""Brings the files that a run logged to a server on another machine, resumed where it was cut off."""

import json
import threading
from http.client import HTTPException
from pathlib import Path

from runners.track.artifact_list import read_objects
from runners.track.ingest_connection import NotDelivered, open_connection
from runners.track.orders import Orders
from runners.track.supervisor_process import note

_PIECE_BYTES = 8 * 1024 * 1024
_LOOK_SECONDS = 0.2
_LONGEST_PAUSE_SECONDS = 30.0


class ObjectSender:
    """Sends on a thread of its own what `artifacts.list` names and the server lacks."""

    def __init__(self, orders: Orders) -> None:
        self._orders = orders
        self._sent = 0
        self._missing = 0
        self._ending = threading.Event()
        self._done = threading.Event()
        self._given_up = threading.Event()
        self._thread = threading.Thread(target=self._run, name="objects", daemon=True)

    def start(self) -> None:
        """Begins to send."""
        self._thread.start()

    def finish(self, patience_seconds: float, stop: threading.Event) -> bool:
        """Waits until all is sent, the patience is over or `stop` is set; whether all is."""
        self._ending.set()
        self._thread.join(1.0)
        waited = 1.0
        while self._thread.is_alive() and waited < patience_seconds and not stop.is_set():
            self._thread.join(0.1)
            waited += 0.1
        self._given_up.set()
        # A thread that died is no more alive than one that is done.
        return self._done.is_set() and self._missing == 0

    def _run(self) -> None:
        pause = _LOOK_SECONDS
        while not self._given_up.is_set():
            ending = self._ending.is_set()
            try:
                self._send_new()
                pause = _LOOK_SECONDS
            except (NotDelivered, OSError, HTTPException, ValueError) as error:
                note(f"A file is not delivered, will try again: {error}")
                pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
                ending = False
            if ending:
                self._done.set()
                return
            self._given_up.wait(pause)

    def _send_new(self) -> None:
        for digest, file in read_objects(self._orders.folder, self._sent):
            if file.is_file():
                send_object(self._orders, digest, file)
            else:
                note(f"{digest[:12]}… is not on this machine any more and cannot be sent.")
                self._missing += 1
            self._sent += 1


def send_object(orders: Orders, digest: str, file: Path) -> None:
    """Sends one file, from where the server has it.

    Raises:
        NotDelivered: the server does not take it now.
        OSError, HTTPException: the connection broke, or the file cannot be read.
    """
    total = file.stat().st_size
    connection = open_connection(orders.server_url, orders.server_file)
    target = f"/api/client/objects/{digest}"
    headers = {"Authorization": f"Bearer {orders.token}", "Content-Type": "application/octet-stream"}

    def ask(method: str, path: str, body: bytes | None = None) -> tuple[bool, int]:
        connection.request(method, path, body=body, headers=headers)
        response = connection.getresponse()
        said = response.read()
        if response.status != 200:
            raise NotDelivered(f"the server answered {response.status} to {digest[:12]}…")
        try:
            state = json.loads(said)
            return bool(state["stored"]), int(state["received"])
        except (ValueError, KeyError, TypeError):
            raise NotDelivered(f"what answers about {digest[:12]}… is not Assay") from None

    try:
        stored, received = ask("GET", target)
        with file.open("rb") as content:
            while not stored:
                content.seek(received)
                piece = content.read(_PIECE_BYTES)
                if not piece:
                    raise NotDelivered(f"the server has all of {digest[:12]}… and does not store it")
                stored, received = ask("PUT", f"{target}?from={received}&total={total}", piece)
    finally:
        connection.close()
