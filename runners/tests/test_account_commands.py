import json
import socket
import stat
import time
from io import StringIO
from pathlib import Path

import pytest

from assay.access import find_access, is_readable_on_the_way
from assay.failure import Unreachable
from assay.registration import register
from runners.tests.api_server import Answer, ApiServer, refusal
from runners.tests.command import Command

TOKEN = {"id": "t1", "name": "cluster", "scope": "log", "project": None, "expiresAt": None, "lastUsedAt": None}


def test_login_tries_the_token_and_keeps_it_for_this_user_alone(assay: Command, api: ApiServer, tmp_path: Path) -> None:
    (assay.home / "server.json").unlink()
    file = tmp_path / "token"
    file.write_text("secret-token\n")
    done = assay("login", f"{api.url}/", "--token-file", str(file))
    assert (done.code, done.out) == (0, f"Signed in to {api.url}; projects: clinic\n")
    kept = assay.home / "login.json"
    assert json.loads(kept.read_text()) == {"url": api.url, "token": "secret-token"}
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert "secret-token" not in done.out + done.err
    api.on("GET /api/v1/projects/clinic/runs", {"items": []})
    assert assay("runs", "list").code == 0
    assert {each.headers["Authorization"] for each in api.asked} == {"Bearer secret-token"}


def test_login_reads_the_token_from_standard_input(
    assay: Command, api: ApiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("from-a-pipe\n"))
    assert assay("login", api.url, "--json").json["projects"] == ["clinic"]
    assert json.loads((assay.home / "login.json").read_text())["token"] == "from-a-pipe"


def test_login_keeps_nothing_that_does_not_work(
    assay: Command, api: ApiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSAY_TOKEN", "wrong")
    api.on("GET /api/v1/projects", refusal(401, "Unauthorised", "This token opens nothing."))
    assert assay("login", api.url).code == 1
    assert assay("login", "assay.example.org").code == 2
    monkeypatch.setenv("ASSAY_TOKEN", "two words")
    assert assay("login", api.url).code == 2
    assert not (assay.home / "login.json").exists()


@pytest.mark.parametrize(
    ("url", "readable"),
    [("http://assay.example", True), ("https://assay.example", False), ("http://127.0.0.1:3000", False)],
)
def test_an_address_without_encryption_is_told(url: str, readable: bool) -> None:
    assert is_readable_on_the_way(url) == readable


def test_logout_forgets(assay: Command, api: ApiServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSAY_TOKEN", "good")
    assay("login", api.url)
    assert assay("logout", "--json").json == {"forgotten": True}
    assert assay("logout").out == "Nobody was signed in.\n"


def test_the_environment_goes_before_the_login_and_the_login_before_this_machine(
    assay: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    (assay.home / "login.json").write_text('{"url": "https://far.example", "token": "far"}')
    assert (find_access(assay.home).url, find_access(assay.home).token) == ("https://far.example", "far")
    monkeypatch.setenv("ASSAY_URL", "https://other.example/")
    monkeypatch.setenv("ASSAY_TOKEN", "other")
    assert (find_access(assay.home).url, find_access(assay.home).token) == ("https://other.example", "other")


def test_a_new_token_stands_alone_on_standard_output(assay: Command, api: ApiServer) -> None:
    api.on("POST /api/v1/tokens", Answer({**TOKEN, "token": "ask_123"}, 201))
    done = assay("tokens", "create", "cluster", "--scope", "log", "--days", "7", "--project", "clinic")
    assert (done.code, done.out) == (0, "ask_123\n")
    assert done.err == "It may log in clinic for 7 days and is not shown again.\n"
    asked = {"name": "cluster", "scope": "log", "project": "clinic", "expiresInDays": 7}
    assert api.of("POST /api/v1/tokens")[0].json == asked
    assert assay("tokens", "create", "x", "--json").json["token"] == "ask_123"
    assert assay("tokens", "create", "x", "--scope", "everything").code == 2


def test_tokens_are_listed_without_what_they_open_with(assay: Command, api: ApiServer) -> None:
    dated = {**TOKEN, "id": "t2", "project": "clinic", "expiresAt": "2026-04-01T00:00:00.000Z"}
    api.on("GET /api/v1/tokens", {"items": [TOKEN, dated]})
    assert assay("tokens", "list").out == (
        "TOKEN  SCOPE  PROJECT  ENDS        LAST USED  NAME\n"
        "t1     log    all      never       never      cluster\n"
        "t2     log    clinic   2026-04-01  never      cluster\n"
    )
    assert assay("tokens", "list", "--json").json == [TOKEN, dated]


def test_a_revoked_token_opens_nothing(assay: Command, api: ApiServer) -> None:
    api.on("DELETE /api/v1/tokens/t1", Answer(status=204))
    assert assay("tokens", "revoke", "t1").out == "t1 opens nothing any more\n"
    assert assay("tokens", "revoke", "t1", "--json").json == {"id": "t1", "revoked": True}
    assert assay("tokens", "revoke", "t/../1").code == 1


def test_sign_in_prints_the_address_alone(assay: Command, api: ApiServer) -> None:
    api.on("POST /api/v1/account/sign-in-address", {"address": "http://127.0.0.1:3000/once"})
    assert assay("sign-in").out == "http://127.0.0.1:3000/once\n"
    assert assay("sign-in", "--json").json == {"address": "http://127.0.0.1:3000/once"}


def test_a_password_link_stands_alone_on_standard_output(assay: Command, api: ApiServer) -> None:
    made = {
        "address": "http://127.0.0.1:3000/reset-password#x",
        "name": "Rosa",
        "expiresAt": "2026-04-01T00:00:00.000Z",
    }
    api.on("POST /api/v1/account/password-link", made)
    done = assay("people", "reset", "rosa@example.org")
    assert (done.code, done.out) == (0, f"{made['address']}\n")
    assert done.err.startswith("Rosa sets a new password")
    assert api.of("POST /api/v1/account/password-link")[0].json == {"email": "rosa@example.org"}
    assert assay("people", "reset", "rosa@example.org", "--json").json == made
    assert assay("people", "reset").code == 2


def test_projects_are_listed_with_the_role(assay: Command) -> None:
    assert assay("projects", "list").out == "PROJECT  ROLE   NAME\nclinic   admin  The clinic\n"
    assert assay("projects", "list", "--json").json[0]["slug"] == "clinic"


def test_a_server_that_never_answers_does_not_hold_a_program_up(
    assay: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setattr("assay.registration._ANSWER_SECONDS", 0.2)
        monkeypatch.setenv("ASSAY_URL", f"http://127.0.0.1:{silent.getsockname()[1]}")
        began = time.monotonic()
        with pytest.raises(Unreachable, match="timed out"):
            register(assay.home, {"name": "x"})
        assert time.monotonic() - began < 2


@pytest.mark.parametrize("status", [429, 500, 502])
def test_a_server_that_is_busy_or_ill_is_as_good_as_none(assay: Command, api: ApiServer, status: int) -> None:
    api.on("POST /api/client/runs", refusal(status, "Unforeseen", "Not now."))
    with pytest.raises(Unreachable, match=f"answered {status}"):
        register(assay.home, {"name": "x"})
    api.on("POST /api/client/runs", {"hello": "world"})
    with pytest.raises(Unreachable, match="not Assay"):
        register(assay.home, {"name": "x"})
