"""Registers a run with the server of this machine, or with the one named in ASSAY_URL."""

import json
import os
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_TIMEOUT_SECONDS = 5


class Refused(Exception):
    """The server is there and says no, e.g. because the project does not exist."""


class Unreachable(Exception):
    """No server, or no credential for one."""


@dataclass(frozen=True, slots=True)
class Registration:
    """A run that the server knows, with the token for its one attempt."""

    run: str
    attempt: int
    token: str
    url: str
    server_url: str


def home_folder() -> Path:
    """`ASSAY_HOME`, or `.assay` of the checkout that this package lies in, or `~/.assay`."""
    given = os.environ.get("ASSAY_HOME")
    if given:
        return Path(given)
    beside = Path(__file__).parent.parent / ".assay"
    return beside if beside.is_dir() else Path.home() / ".assay"


def register(home: Path, request: Mapping[str, Any]) -> Registration:
    """Makes the run.

    Raises:
        Unreachable: no server answers, or there is no credential.
        Refused: the server says why not.
    """
    server_url = os.environ.get("ASSAY_URL") or _read(home / "server.json", lambda text: json.loads(text)["url"])
    token = os.environ.get("ASSAY_TOKEN") or _read(home / "credential", str.strip)
    post = urllib.request.Request(
        f"{server_url}/api/client/runs",
        data=json.dumps(request).encode(),
        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
    )
    # Without proxies, like the supervisor: the server is on this machine or in the building.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(post, timeout=_TIMEOUT_SECONDS) as answer:
            said = json.load(answer)
            return Registration(said["run"], said["attempt"], said["token"], said["url"], server_url)
    except urllib.error.HTTPError as error:
        if 400 <= error.code < 500:
            raise Refused(_sentence(error)) from None
        raise Unreachable(f"{server_url} answered {error.code}") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unreachable(f"{server_url}: {error}") from None


def _sentence(error: urllib.error.HTTPError) -> str:
    try:
        said = json.load(error)
        return str(said.get("error") or said["message"])
    except (ValueError, KeyError, AttributeError):
        return f"The server answered {error.code}."


def _read(path: Path, parse: Any) -> str:
    try:
        return str(parse(path.read_text()))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unreachable(f"{path} does not say where the server is or who asks ({type(error).__name__})") from None
