"""Settings to launch with as they were published."""

from collections.abc import Mapping
from typing import Any

from assay.failure import Misused
from assay.printing import tell
from assay.session import Session, items


def list_templates(session: Session) -> list[dict[str, Any]]:
    """Every template of the server."""
    return items(session.connection.get(session.within("stages", "templates")))


def template_named(session: Session, name: str, stage: str) -> dict[str, Any]:
    """One template for a stage.

    Raises:
        Misused: there is none of that name, or it is another stage's.
    """
    found = {str(each["name"]): each for each in list_templates(session)}
    if name not in found:
        raise Misused(f'There is no template "{name}"; there are {", ".join(found)}.')
    if found[name]["stage"] != stage:
        raise Misused(f'The template "{name}" is one of {found[name]["stage"]}, not of {stage}.')
    return found[name]


def fill_in(
    template: Mapping[str, Any], given: dict[str, Any], varied: dict[str, list[object]], *, seeded: bool
) -> None:
    """Puts a template below what a person gave, and tells what it filled in; several values are swept."""
    config = given.setdefault("config", {})
    filled = []
    for setting in template["settings"]:
        name, values = str(setting["key"]), list(setting["values"])
        if name in config or name in varied:
            continue
        if len(values) > 1:
            varied[name] = values
        else:
            config[name] = values[0]
        filled.append(f"{name} {', '.join(map(str, values))}")
    seed = template.get("seed")
    if seed and not seeded and "seed" not in given:
        given["seed"] = seed["value"]
        filled.append(f"seed {seed['value']}")
    tell(f"{template['title']}: {'; '.join(filled) or 'nothing left to fill in'}.")
