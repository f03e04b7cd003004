import json
import subprocess
import sys

import pytest

from assay.command_line import COMMANDS
from assay.failure import Unreachable
from assay.registration import register
from runners.tests.api_server import Answer, ApiServer, refusal
from runners.tests.command import Command


def test_help_lists_every_command_with_its_exit_codes(assay: Command) -> None:
    done = assay("--help")
    assert done.code == 0
    assert all(f"  {name} " in done.out for name in COMMANDS)
    assert "Exit codes:" in done.out
    group = assay("runs", "--help")
    assert "runs launch" in group.out
    assert "datasets" not in group.out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(assay: Command, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        assay(*name.split(), "--help")
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert "--json" in told
    assert "Exit codes:" in told


@pytest.mark.parametrize("arguments", [["backup", "x"], ["restore", "x"], ["gc"]])
def test_what_needs_the_data_folder_says_where_to_do_it(assay: Command, arguments: list[str]) -> None:
    done = assay(*arguments)
    assert done.code == 2
    assert f"npm run assay -- {arguments[0]}" in done.err


@pytest.mark.parametrize("arguments", [[], ["runs"], ["frobnicate"], ["runs", "frobnicate"], ["runs", "show"]])
def test_what_is_no_command_ends_with_2(assay: Command, arguments: list[str]) -> None:
    done = assay(*arguments)
    assert done.code == 2
    assert done.out == ""
    assert "assay" in done.err


def test_an_unknown_option_is_named(assay: Command) -> None:
    done = assay("runs", "list", "--fliter", "x")
    assert done.code == 2
    assert "--fliter" in done.err


def test_the_project_may_stand_before_or_behind_the_command(assay: Command, api: ApiServer) -> None:
    api.on("GET /api/v1/projects/other/runs", {"items": [], "nextCursor": None})
    assert assay("--project", "other", "runs", "list").code == 0
    assert assay("runs", "list", "--project", "other").out == "No runs yet.\n"


def test_of_several_projects_one_has_to_be_named(assay: Command, api: ApiServer) -> None:
    api.on("GET /api/v1/projects", {"items": [{"slug": "a"}, {"slug": "b"}]})
    done = assay("runs", "list")
    assert (done.code, done.err) == (2, "Name a project with --project: a, b.\n")
    api.on("GET /api/v1/projects", {"items": []})
    assert (assay("runs", "list").code, assay("runs", "list").err) == (1, "You are in no project yet.\n")


def test_a_refusal_says_what_where_and_what_to_do(assay: Command, api: ApiServer) -> None:
    problem = {"where": "filter:5", "what": "There is no column stat.", "remedy": "Write state."}
    api.on("GET /api/v1/projects/clinic/runs", refusal(422, "Validation", "The filter cannot be read.", [problem]))
    done = assay("runs", "list", "--filter", "stat = 1")
    assert done.code == 1
    assert done.err == "The filter cannot be read.\n  filter:5: There is no column stat. Write state.\n"


def test_a_failure_of_the_server_names_what_its_log_knows(assay: Command, api: ApiServer) -> None:
    api.on("GET /api/v1/projects/clinic/runs", refusal(500, "Unforeseen", "Something failed inside of Assay."))
    assert assay("runs", "list").err.endswith("The server's log knows more under e77.\n")
    api.on("GET /api/v1/projects/clinic/runs", Answer(b"<html>", 502))
    assert assay("runs", "list").err == "The server answered 502.\n"
    api.on("GET /api/v1/projects/clinic/runs", Answer(b"<html>"))
    assert "not Assay" in assay("runs", "list").err


def test_a_token_follows_no_redirection(assay: Command, api: ApiServer) -> None:
    api.on("GET /api/v1/projects", Answer({}, 308, {"Location": "https://elsewhere.example/"}))
    done = assay("runs", "list")
    told = f"{api.url} leads to https://elsewhere.example/: name that address itself.\n"
    assert (done.code, done.err) == (1, told)
    assert len(api.asked) == 1


def test_an_unknown_token_leads_to_the_login(assay: Command, api: ApiServer) -> None:
    api.on("GET /api/v1/projects", refusal(401, "Unauthorised", "This token opens nothing."))
    done = assay("runs", "list")
    assert done.code == 1
    assert f"assay login {api.url}" in done.err


def test_without_a_server_one_sentence_says_so(assay: Command, api: ApiServer) -> None:
    api.stop()
    done = assay("runs", "list")
    assert done.code == 1
    assert done.err == (
        f"No answer from {api.url} (Connection refused): is it running, and can this machine reach it?\n"
    )
    (assay.home / "server.json").unlink()
    assert "start it with `npm start`" in assay("runs", "list").err


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds of each pause, none of which is made."""
    made: list[float] = []
    monkeypatch.setattr("time.sleep", made.append)
    return made


BUSY = {"error": {"kind": "TooMany", "message": "Slowly."}}


def test_a_server_that_asks_to_wait_is_asked_again(assay: Command, api: ApiServer, pauses: list[float]) -> None:
    rows = {"items": [], "nextCursor": None}
    busy = Answer(BUSY, 429, {"Retry-After": "2"})
    api.on("GET /api/v1/projects/clinic/runs", busy, rows)
    done = assay("runs", "list")
    assert done.code == 0
    assert "wait 2 s" in done.err
    assert pauses == [2]


@pytest.mark.parametrize(("after", "most"), [("0", 300), ("7", 43), ("60", 5)])
def test_a_server_that_always_asks_to_wait_is_left(
    assay: Command, api: ApiServer, pauses: list[float], after: str, most: int
) -> None:
    api.on("GET /api/v1/projects/clinic/runs", Answer(BUSY, 503, {"Retry-After": after}))
    done = assay("runs", "list")
    assert (done.code, done.err.splitlines()[-1]) == (1, "Slowly.")
    assert sum(pauses) <= 300
    assert len(pauses) <= most


@pytest.mark.parametrize("status", [429, 503])
def test_a_program_begins_at_once_where_the_server_asks_to_wait(
    assay: Command, api: ApiServer, pauses: list[float], status: int
) -> None:
    api.on("POST /api/client/runs", Answer(BUSY, status, {"Retry-After": "5"}))
    with pytest.raises(Unreachable, match="Slowly"):
        register(assay.home, {"name": "mine"})
    assert pauses == []


@pytest.mark.parametrize("token", ["sec ret-token", "secret\n-token", "secret-tökén", "secret-\x07token"])
def test_a_token_that_is_none_is_refused_and_not_shown(
    assay: Command, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSAY_TOKEN", token)
    done = assay("runs", "list")
    assert done.code == 1
    assert done.err.startswith("What ASSAY_TOKEN holds is no token")
    assert "sec" not in done.err
    monkeypatch.delenv("ASSAY_TOKEN")
    (assay.home / "login.json").write_text(json.dumps({"url": "http://127.0.0.1:9", "token": token}))
    told = assay("runs", "list").err
    assert "login.json" in told
    assert "sec" not in told


def test_space_around_a_token_is_left_out(assay: Command, api: ApiServer, monkeypatch: pytest.MonkeyPatch) -> None:
    api.on("GET /api/v1/projects/clinic/runs", {"items": [], "nextCursor": None})
    monkeypatch.setenv("ASSAY_TOKEN", " token-1\r\n")
    assert assay("runs", "list").code == 0
    assert {each.headers["Authorization"] for each in api.asked} == {"Bearer token-1"}


@pytest.mark.parametrize("url", ["http://[::1", "http://127.0.0.1:port", "ftp://127.0.0.1", "http://"])
def test_an_address_that_is_none_is_told_in_a_sentence(
    assay: Command, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSAY_URL", url)
    monkeypatch.setenv("ASSAY_TOKEN", "token-1")
    done = assay("runs", "list")
    assert done.code == 1
    assert done.err.startswith(f"{url.rstrip('/')} is no address of a server")


def test_a_broken_connection_repeats_a_write_under_the_same_key(assay: Command, api: ApiServer) -> None:
    cut = Answer(b'{"state": "cancelling"}', cut_after=3)
    api.on("POST /api/v1/projects/clinic/runs/r1/cancel", cut, {"state": "cancelling"})
    assert assay("runs", "cancel", "r1").out == "r1 is cancelling\n"
    keys = [each.headers["Idempotency-Key"] for each in api.of("POST /api/v1/projects/clinic/runs/r1/cancel")]
    assert len(keys) == 2
    assert len(set(keys)) == 1
    api.on("POST /api/v1/projects/clinic/runs/r1/cancel", cut)
    assert assay("runs", "cancel", "r1").err.startswith(f"No answer from {api.url}")


def test_the_credential_of_this_machine_goes_to_no_other(assay: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSAY_URL", "http://assay.example.invalid")
    done = assay("runs", "list")
    assert done.code == 1
    assert "No token for http://assay.example.invalid" in done.err


def test_it_loads_nothing_that_only_a_training_needs() -> None:
    heavy = "{'numpy', 'pydantic', 'torch', 'yaml', 'asyncio', 'subprocess', 'urllib.request', 'runners'}"
    code = (
        f"import sys, assay.command_line, assay.arguments, assay.commands.runs_list; print({heavy} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
