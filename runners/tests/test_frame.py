import base64
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from runners.contract.frame import FRAME_PREFIX_BYTES, columns, encode_frame, scan_frames

SCHEMAS = Path(__file__).parent.parent / "schemas"
FRAMES = json.loads((SCHEMAS / "fixtures" / "frames.json").read_text())["frames"]
EVENTS = json.loads((SCHEMAS / "fixtures" / "events.json").read_text())
VALIDATOR = Draft202012Validator(json.loads((SCHEMAS / "events.json").read_text()))


def name_of(case: dict) -> str:
    return case["name"]


@pytest.mark.parametrize("case", FRAMES, ids=name_of)
def test_frames_shared_with_typescript_are_read(case: dict) -> None:
    scan = scan_frames(base64.b64decode(case["base64"]))
    assert scan.problem == case["problem"]
    assert [frame.header.decode().rstrip() for frame in scan.frames] == [each["header"] for each in case["frames"]]
    for frame, expected in zip(scan.frames, case["frames"], strict=True):
        if expected["columns"]:
            read = [bytes(column.cast("B")) for column in columns(frame, len(expected["columns"]))]
            assert read == [bytes.fromhex("".join(column)) for column in expected["columns"]]
    assert scan.consumed == (scan.frames[-1].end if scan.frames else 0)


@pytest.mark.parametrize("case", [case for case in FRAMES if case["problem"] is None], ids=name_of)
def test_frames_shared_with_typescript_are_written_the_same(case: dict) -> None:
    written = b"".join(
        encode_frame(each["header"].encode(), bytes.fromhex("".join("".join(column) for column in each["columns"])))
        for each in case["frames"]
    )
    assert base64.b64encode(written).decode() == case["base64"]


def test_every_cut_of_a_frame_is_named_truncated() -> None:
    whole = encode_frame(b'{"run":"r"}', b"12345678")
    for length in range(1, len(whole)):
        assert scan_frames(whole[:length]).problem == "truncated"


def test_every_flipped_bit_after_the_magic_is_seen() -> None:
    whole = encode_frame(b'{"run":"r"}', b"12345678")
    for at in range(4, len(whole)):
        flipped = bytearray(whole)
        flipped[at] ^= 0x10
        scan = scan_frames(bytes(flipped))
        assert scan.frames == []
        assert scan.problem is not None


def test_columns_start_at_a_multiple_of_eight() -> None:
    for length in range(1, 20):
        header = json.dumps({"a": "x" * length}).encode()
        frame = scan_frames(encode_frame(header, bytes(16))).frames[0]
        assert (FRAME_PREFIX_BYTES + len(frame.header)) % 8 == 0


@pytest.mark.parametrize("case", EVENTS["accepted"], ids=name_of)
def test_events_the_server_accepts_are_accepted(case: dict) -> None:
    VALIDATOR.validate(case["event"])


@pytest.mark.parametrize("case", EVENTS["refused"], ids=name_of)
def test_events_the_server_refuses_are_refused(case: dict) -> None:
    assert not VALIDATOR.is_valid(case["event"])
