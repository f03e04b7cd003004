"""Keeps a server's address and a token for it on this machine."""

import os
import sys
from argparse import ArgumentParser

from assay.access import Access, home_folder, is_readable_on_the_way, is_token, save_login
from assay.arguments import Parsed
from assay.connection import Connection
from assay.failure import Misused
from assay.printing import print_json, print_line, tell
from assay.session import items


def add_arguments(parser: ArgumentParser) -> None:
    """The address; the token is never an argument, which other users of the machine could see."""
    parser.add_argument("url", help="the server's address, e.g. https://assay.example.org")
    parser.add_argument("--token-file", metavar="FILE", help="read the token from a file; - is standard input")


def run(parsed: Parsed) -> None:
    """Asks for a token, tries it, and keeps it for this user alone."""
    url = parsed.url.rstrip("/")
    if not url.startswith(("http://", "https://")):
        raise Misused(f"{url} is no address of a server: it begins with http:// or https://.")
    token = _read_token(url, parsed.token_file)
    if not is_token(token):
        raise Misused("That is no token: make one on the server under your account, or by `assay tokens create`.")
    projects = [str(each["slug"]) for each in items(Connection(Access(url, token)).get("/api/v1/projects"))]
    path = save_login(home_folder(), Access(url, token))
    if parsed.json:
        print_json({"url": url, "projects": projects, "file": str(path)})
        return
    print_line(f"Signed in to {url}; projects: {', '.join(projects) or 'none yet'}")
    tell(f"The token is kept in {path}.")
    if is_readable_on_the_way(url):
        tell(f"{url} is not encrypted: on the way there the token can be read.")


def _read_token(url: str, file: str | None) -> str:
    if file == "-":
        return sys.stdin.readline().strip()
    if file is not None:
        try:
            with open(file, encoding="utf-8") as opened:
                return opened.read().strip()
        except (OSError, UnicodeDecodeError) as error:
            raise Misused(f"{file} cannot be read: {error}.") from None
    if os.environ.get("ASSAY_TOKEN"):
        return os.environ["ASSAY_TOKEN"].strip()
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    from getpass import getpass

    tell(f"Make a token at {url}/account and paste it here; it is not shown.")
    return getpass("Token: ", sys.stderr).strip()
