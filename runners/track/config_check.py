"""Validates a stage's config and says of an error which field it is in and what is allowed there."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from runners.contract.failure import StageFailure
from runners.contract.stage import StageConfig


def validate_config(model: type[StageConfig], given: Mapping[str, Any]) -> StageConfig:
    """The config with its defaults filled in.

    Raises:
        StageFailure: config, naming the first field that is wrong and what it may be.
    """
    try:
        # As JSON, where a list may become a tuple and a string a path, and nothing else is converted.
        return model.model_validate_json(json.dumps(given), strict=True)
    except ValidationError as error:
        raise _failure(model, error) from None


def _failure(model: type[StageConfig], error: ValidationError) -> StageFailure:
    # Without input: a value could be anything, a token too.
    first, *others = error.errors(include_url=False, include_input=False)
    field = ".".join(str(part) for part in first["loc"])
    more = f" {len(others)} more setting{'s are' if len(others) > 1 else ' is'} wrong." if others else ""
    if first["type"] == "extra_forbidden":
        known = ", ".join(sorted(each.alias or name for name, each in model.model_fields.items()))
        return StageFailure("config", f"There is no setting “{field}”.{more}", f"Known settings: {known}.", field)
    reason = f"{field}: {first['msg'][:1].lower()}{first['msg'][1:]}." if field else f"{first['msg']}."
    return StageFailure(
        "config", f"{reason}{more}", f"Correct {field or 'the config'} and launch again.", field or None
    )
