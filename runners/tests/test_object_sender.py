import hashlib
import threading
from pathlib import Path

import pytest

from runners.tests.api_server import Answer, ApiServer
from runners.tests.supervised import write_launch
from runners.track.artifact_list import add_objects
from runners.track.object_sender import ObjectSender
from runners.track.objects import store
from runners.track.orders import read_orders


@pytest.fixture
def sender(tmp_path: Path, api: ApiServer) -> ObjectSender:
    """Of an attempt that logged one file, `DIGEST`."""
    folder = write_launch(tmp_path / "1", api.url, [])
    (tmp_path / "file").write_bytes(b"content")
    stored = store(tmp_path / "objects", tmp_path / "file")
    add_objects(folder, tmp_path / "objects", [stored.digest])
    return ObjectSender(read_orders(folder))


OBJECT = f"/api/client/objects/{hashlib.sha256(b'content').hexdigest()}"


def finish(sender: ObjectSender) -> bool:
    sender.start()
    return sender.finish(1.5, threading.Event())


def test_all_is_sent_once_the_server_has_it(sender: ObjectSender, api: ApiServer) -> None:
    api.on(f"GET {OBJECT}", {"stored": False, "received": 3})
    api.on(f"PUT {OBJECT}", {"stored": True, "received": 7})
    assert finish(sender)
    (piece,) = api.of(f"PUT {OBJECT}")
    assert (piece.body, piece.query) == (b"tent", {"from": ["3"], "total": ["7"]})


@pytest.mark.parametrize("said", [{}, [], None, 7, {"stored": False, "received": None}, {"stored": False}])
def test_an_answer_that_is_not_assays_is_no_delivery_and_is_tried_again(
    sender: ObjectSender, api: ApiServer, said: object
) -> None:
    api.on(f"GET {OBJECT}", said, {"stored": True, "received": 7})
    assert finish(sender)
    assert len(api.of(f"GET {OBJECT}")) == 2


def test_what_a_server_keeps_misunderstanding_is_not_sent(sender: ObjectSender, api: ApiServer) -> None:
    api.on(f"GET {OBJECT}", Answer({"ok": True}))
    assert not finish(sender)


def test_a_server_that_has_all_and_stores_nothing_is_not_asked_without_end(
    sender: ObjectSender, api: ApiServer
) -> None:
    api.on(f"GET {OBJECT}", {"stored": False, "received": 7})
    api.on(f"PUT {OBJECT}", {"stored": False, "received": 7})
    assert not finish(sender)
    assert len(api.asked) < 20


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_sender_that_died_has_not_sent_everything(tmp_path: Path, sender: ObjectSender, api: ApiServer) -> None:
    api.on(f"GET {OBJECT}", {"stored": True, "received": 7})
    with (tmp_path / "1" / "artifacts.list").open("a") as file:
        file.write('{"objects": "lost its digest"}\n')
    assert not finish(sender)
