"""Where the server is and who asks."""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from assay.failure import Unreachable

LOGIN_FILE = "login.json"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Access:
    """A server's address and a token that it knows."""

    url: str
    token: str


def home_folder() -> Path:
    """`ASSAY_HOME`, or `.assay` of the checkout that this package lies in, or `~/.assay`."""
    given = os.environ.get("ASSAY_HOME")
    if given:
        return Path(given)
    beside = Path(__file__).parents[3] / ".assay"
    return beside if beside.is_dir() else Path.home() / ".assay"


def find_access(home: Path) -> Access:
    """`ASSAY_URL` and `ASSAY_TOKEN`, then `assay login`, then the server of this machine.

    Raises:
        Unreachable: when nothing says where a server is, or nobody gave a token for it.
    """
    login = _read_object(home / LOGIN_FILE)
    local = _read_object(home / "server.json").get("url")
    url = os.environ.get("ASSAY_URL") or login.get("url") or local
    if not url:
        where = "start it with `npm start`, sign in to one with `assay login URL`, or name it in ASSAY_URL"
        raise Unreachable(f"No server runs on {home}: {where}.")
    url = str(url).rstrip("/")
    given = os.environ.get("ASSAY_TOKEN", "").strip()
    return Access(url, _checked(given, "ASSAY_TOKEN") if given else _token_for(url, home, login, local))


def is_token(text: str) -> bool:
    """Whether a text can be sent as a token: of letters, digits and signs of ASCII alone."""
    return bool(text) and text.isascii() and text.isprintable() and " " not in text


def _checked(token: str, where: str) -> str:
    if not is_token(token):
        what = "a space, a line break or a letter beyond ASCII stands in it"
        raise Unreachable(f"What {where} holds is no token: {what}. Put it there again, or run `assay login`.")
    return token


def _token_for(url: str, home: Path, login: dict[str, str], local: str | None) -> str:
    if login.get("url") == url and login.get("token"):
        return _checked(str(login["token"]).strip(), str(home / LOGIN_FILE))
    # What opens the local installation goes to no other machine.
    if url == str(local or "").rstrip("/") or urlsplit(url).hostname in _LOOPBACK:
        try:
            credential = (home / "credential").read_text().strip()
        except OSError:
            credential = ""
        if credential:
            return _checked(credential, str(home / "credential"))
        raise Unreachable(
            f"There is no credential in {home} that you can read: put a token into ASSAY_TOKEN, or run `assay login`."
        )
    raise Unreachable(f"No token for {url}: put one into ASSAY_TOKEN, or run `assay login {url}`.")


def _read_object(path: Path) -> dict[str, str]:
    try:
        said = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def save_login(home: Path, access: Access) -> Path:
    """Keeps address and token for this user alone; the file."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = home / LOGIN_FILE
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        os.fchmod(file.fileno(), 0o600)
        json.dump({"url": access.url, "token": access.token}, file)
    return path


def is_readable_on_the_way(url: str) -> bool:
    """Whether a token that is sent there can be read by whoever carries it."""
    address = urlsplit(url)
    return address.scheme == "http" and address.hostname not in _LOOPBACK


def is_interactive() -> bool:
    """Whether a person types into this process line by line: a notebook or a Python prompt."""
    return hasattr(sys, "ps1") or "ipykernel" in sys.modules
