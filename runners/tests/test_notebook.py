from pathlib import Path

import pytest

from runners.tests.client_route import RUN, ClientRoute, run_script

pytestmark = pytest.mark.usefixtures("end_what_stays")


def test_a_cell_that_is_run_again_ends_the_run_before_it(home: Path, server: ClientRoute) -> None:
    code = """
import sys
sys.ps1 = ">>> "
import assay
first = assay.init(name="cell")
first.log({"x": 1})
second = assay.init(name="cell")
second.log({"x": 2})
print(first._repr_html_())
print(second._repr_html_())
print(second)
"""
    done = run_script(home, code)
    assert done.returncode == 0, done.stderr
    ended, logging, plain = done.stdout.splitlines()
    assert f'<a href="{server.url}/projects/p/runs/{RUN}"' in ended
    assert ended.endswith("<b>cell</b></a> <small>ended, step 0</small>")
    assert logging.endswith("<small>logging, step 0</small>")
    assert plain == f"<assay run cell {server.url}/projects/p/runs/{RUN}>"
    assert len(server.requests) == 2


def test_in_a_script_a_second_init_is_the_same_run(home: Path, server: ClientRoute) -> None:
    done = run_script(
        home, "import assay\na = assay.init()\nb = assay.init()\nb.finish()\na.log({'x': 1})\nprint(b.id == a.id)"
    )
    assert done.stdout == "True\n"
    assert server.ended()["outcome"] == "completed"
    assert len(server.requests) == 1


def test_a_run_that_no_server_knows_says_where_it_is_kept(home: Path, server: ClientRoute) -> None:
    server.stop()
    done = run_script(
        home, "import assay\nrun = assay.init(name='a<b')\nprint(run)\nprint(run._repr_html_())\nrun.metrics()"
    )
    plain, html = done.stdout.splitlines()
    assert plain.startswith(f"<assay run a<b kept in {home}/offline/a-b-")
    assert html.startswith("<b>a&lt;b</b> <small>")
    assert "assay.Unreachable: No server knows a<b yet" in done.stderr
