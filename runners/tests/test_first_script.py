from pathlib import Path

import pytest

from runners.tests.client_route import ClientRoute, run_script
from runners.tests.supervised import ROOT

SCRIPT = ROOT / "e2e" / "first-script.py"


@pytest.mark.usefixtures("end_what_stays")
def test_a_script_of_fifteen_lines_logs_all_that_it_has(home: Path, server: ClientRoute) -> None:
    assert len(SCRIPT.read_text().splitlines()) <= 15
    done = run_script(home, f"import runpy\nrunpy.run_path({str(SCRIPT)!r}, run_name='__main__')")
    assert done.returncode == 0, done.stderr
    assert server.ended()["outcome"] == "completed"
    assert server.requests[0]["name"] == "line by hand"
    assert server.ingest.types().count("metrics") == 40
    assert [line.partition(":")[0] for line in server.ingest.lines()] == ["step 0", "step 10", "step 20", "step 30"]
    summary = server.ingest.of_type("evaluation")[-1]["summary"]
    estimates = {each["definition"]: each for each in summary["estimates"]}
    assert (estimates["close@1"]["n"], estimates["close@1"]["interval"]["method"]) == (29, "wilson")
    assert estimates["error@1"]["parameters"]["interval_missing"] == "all values are equal"
