"""Turns the server's no into a sentence with place and remedy."""

import json
from http.client import HTTPResponse
from typing import Any

from assay.failure import Refused

_FIRST_REFUSAL = 400
_UNKNOWN_TOKEN = 401
_OUR_FAULT = 500


def read_refusal(answer: HTTPResponse, url: str) -> Refused:
    """The refusal in an answer of any status from 300 up."""
    if answer.status < _FIRST_REFUSAL:
        elsewhere = answer.getheader("Location") or "another address"
        answer.read()
        # A token is sent to the address that the person named, and to no other.
        return Refused(f"{url} leads to {elsewhere}: name that address itself.", status=answer.status)
    said = _read_object(answer.read())
    if isinstance(said.get("problem"), dict) and "acknowledged" in said:
        return Refused(_cut_import(said), status=answer.status)
    inner = said.get("error")
    # Routes that runners call put the fields, or a sentence alone, where the API has an object.
    error: dict[str, Any] = inner if isinstance(inner, dict) else {**said, "message": said.get("message") or inner}
    message = error.get("message")
    lines = [str(message) if message else f"The server answered {answer.status}."]
    problems = [each for each in error.get("problems") or [] if isinstance(each, dict)]
    lines += [_problem(each) for each in problems if str(each.get("what")) not in lines[0]]
    if answer.status == _UNKNOWN_TOKEN:
        lines.append(f"The token in use opens nothing at {url}: run `assay login {url}`, or check ASSAY_TOKEN.")
    if error.get("id") and answer.status >= _OUR_FAULT:
        lines.append(f"The server's log knows more under {error['id']}.")
    return Refused("\n".join(lines), str(error.get("kind") or ""), answer.status)


def _cut_import(said: dict[str, Any]) -> str:
    """A journal of which a frame could not be read."""
    problem = said["problem"]
    return f"{said['run']} has the first {said['acknowledged']} events; frame {problem['frame']}: {problem['what']}."


def _problem(problem: dict[str, Any]) -> str:
    where, what, remedy = (str(problem.get(name) or "") for name in ("where", "what", "remedy"))
    return f"  {where + ': ' if where else ''}{what}{' ' + remedy if remedy else ''}"


def _read_object(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
