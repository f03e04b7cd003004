from pathlib import Path

import pytest

from runners.tests.api_server import ApiServer
from runners.tests.command import Command

DIGEST = "ab" * 32
VERIFICATION = "POST /api/v1/projects/clinic/audit/verification"
WHOLE = {"entries": 3, "rows": 2, "heads": 1, "head": {"sequence": 3, "digest": DIGEST}, "findings": []}


def test_a_whole_chain_is_said_and_ends_with_0(assay: Command, api: ApiServer) -> None:
    api.on(VERIFICATION, WHOLE)
    done = assay("audit", "verify")
    assert (done.code, done.out) == (0, "")
    assert done.err == "The chain is whole: 3 entries and 2 rows, against 1 exported heads.\n"


def test_every_finding_is_a_line_and_the_end_is_1(assay: Command, api: ApiServer) -> None:
    findings = [
        {"sequence": 2, "kind": "entry-edited", "what": "The entry is not what was written."},
        {"sequence": None, "kind": "row-added", "what": "No entry tells of gate one."},
    ]
    api.on(VERIFICATION, WHOLE | {"findings": findings})
    done = assay("audit", "verify")
    assert done.code == 1
    assert done.out.splitlines() == [
        "entry 2: entry-edited: The entry is not what was written.",
        "row-added: No entry tells of gate one.",
    ]
    assert "2 findings" in done.err


def test_heads_kept_elsewhere_are_sent_along(assay: Command, api: ApiServer, tmp_path: Path) -> None:
    api.on(VERIFICATION, WHOLE)
    api.on("POST /api/v1/projects/clinic/audit/heads", {"head": {"sequence": 3, "digest": DIGEST}})
    kept = tmp_path / "heads"
    kept.write_text(assay("audit", "head").out + f'{{"sequence": 1, "digest": "{DIGEST}", "exportedAt": "x"}}\n')
    assert assay("audit", "verify", "--head", str(kept)).code == 0
    assert api.asked[-1].json == {"heads": [{"sequence": 3, "digest": DIGEST}, {"sequence": 1, "digest": DIGEST}]}


@pytest.mark.parametrize("text", ["3", "x y", "{}", '{"sequence": "many", "digest": "a"}'])
def test_a_line_that_is_no_head_is_named(assay: Command, tmp_path: Path, text: str) -> None:
    kept = tmp_path / "heads"
    kept.write_text(f"3 {DIGEST}\n{text}\n")
    done = assay("audit", "verify", "--head", str(kept))
    assert done.code == 2
    assert f"{kept}, line 2" in done.err
    assert assay("audit", "verify", "--head", str(tmp_path / "none")).code == 2
