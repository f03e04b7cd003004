"""How a run ends that a program began itself."""

from pathlib import Path

import pytest

from runners.tests.client_route import ClientRoute, run_script

pytestmark = pytest.mark.usefixtures("end_what_stays")


@pytest.mark.parametrize(
    "code",
    [
        "import sys, assay\nwith assay.init():\n    sys.exit(0)",
        "import sys, assay\nwith assay.init():\n    sys.exit()",
        "import sys, assay\nassay.init()\nsys.exit(0)",
        "import sys, assay, threading\nassay.init()\nthreading.Thread(target=sys.exit, args=(1,)).start()",
    ],
)
def test_a_program_that_exits_well_has_finished(home: Path, server: ClientRoute, code: str) -> None:
    assert run_script(home, code).returncode == 0
    assert server.ended()["outcome"] == "completed"


@pytest.mark.parametrize(
    ("code", "status", "reason"),
    [
        ("with assay.init():\n    sys.exit(3)", 3, "The program ended with exit code 3."),
        ("assay.init()\nsys.exit(1)", 1, "The program ended with exit code 1."),
        ("assay.init()\nsys.exit('no data')", 1, "The program ended: no data"),
    ],
)
def test_a_program_that_exits_with_a_code_has_failed(
    home: Path, server: ClientRoute, code: str, status: int, reason: str
) -> None:
    assert run_script(home, f"import sys, assay\n{code}").returncode == status
    end = server.ended()
    assert (end["type"], end["fault"], end["reason"]) == ("failed", "code", reason)


def test_an_exit_that_somebody_caught_ends_nothing(home: Path, server: ClientRoute) -> None:
    code = "try:\n    sys.exit(1)\nexcept SystemExit:\n    pass\nrun.log({'after': 1})"
    assert run_script(home, f"import sys, assay\nrun = assay.init()\n{code}").returncode == 0
    assert server.ended()["outcome"] == "completed"


def test_a_forked_child_that_ends_does_not_end_the_run(home: Path, server: ClientRoute) -> None:
    code = """
import assay, os, sys
run = assay.init()
child = os.fork()
if child == 0:
    sys.exit(0)
os.waitpid(child, 0)
run.log({"after": 1})
"""
    assert run_script(home, code).returncode == 0
    server.ended()
    assert server.ingest.types()[-2:] == ["metrics", "finished"]
