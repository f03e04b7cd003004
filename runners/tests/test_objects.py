import hashlib
import json
from pathlib import Path

import pytest

from runners.track.objects import store


def test_a_file_lies_under_the_digest_of_its_content(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"content")
    stored = store(tmp_path / "objects", tmp_path / "a.txt")
    assert stored.digest == hashlib.sha256(b"content").hexdigest()
    assert (stored.bytes, stored.files) == (7, 1)
    assert (tmp_path / "objects" / stored.digest[:2] / stored.digest).read_bytes() == b"content"


def test_a_folder_is_a_manifest_in_a_fixed_order(tmp_path: Path) -> None:
    for name in ("b/two.txt", "a.txt"):
        path = tmp_path / "folder" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    stored = store(tmp_path / "objects", tmp_path / "folder")
    manifest = json.loads((tmp_path / "objects" / stored.digest[:2] / stored.digest).read_bytes())
    assert [(file["path"], file["bytes"]) for file in manifest["files"]] == [("a.txt", 5), ("b/two.txt", 9)]
    assert (stored.bytes, stored.files) == (14, 2)
    assert store(tmp_path / "objects", tmp_path / "folder") == stored


def test_equal_content_is_stored_once_and_nothing_unfinished_stays(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"same")
        store(tmp_path / "objects", tmp_path / name)
    assert len([path for path in (tmp_path / "objects").rglob("*") if path.is_file()]) == 1


def test_a_source_that_is_gone_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        store(tmp_path / "objects", tmp_path / "gone")
    assert list((tmp_path / "objects").iterdir()) == []
