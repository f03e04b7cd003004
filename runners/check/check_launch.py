"""All checks of one launch."""

from collections.abc import Callable
from typing import Any

from runners.check.check_command import check_command
from runners.check.check_data import failed
from runners.check.check_preferences import check_preferences
from runners.check.check_stages import Estimates, check_generate, check_import, check_sft
from runners.check.request import CheckRequest
from runners.check.result import Check
from runners.contract.failure import StageFailure
from runners.stages.registry import load_spec
from runners.track.config_check import validate_config

STAGE_CHECKS: dict[str, Callable[[CheckRequest, Any], tuple[list[Check], Estimates]]] = {
    "sft": check_sft,
    "generate": check_generate,
    "import-model": check_import,
    "command": check_command,
    "dpo": check_preferences,
    "fdpo": check_preferences,
    "reference": check_preferences,
}


def check_launch(request: CheckRequest) -> dict[str, Any]:
    """Return `{"checks": [...], "estimates": {...}}`; never raises for what a person can put right."""
    try:
        spec = load_spec(request.stage)
        config = validate_config(spec.config, request.config)
    except StageFailure as failure:
        return {"checks": [failed(failure, "config", "Settings").as_json()], "estimates": {}}
    checks = [Check("config", "pass", "Settings", "Every setting is known and within its bounds.")]
    for wanted in spec.inputs:
        if wanted.required and wanted.name not in request.inputs:
            detail = f"{wanted.title} is not there yet, so what depends on it could not be checked."
            checks.append(Check("inputs", "warn", wanted.title, detail, None, wanted.name))
    estimates: Estimates = {}
    stage_checks = STAGE_CHECKS.get(request.stage)
    if stage_checks:
        try:
            found, estimates = stage_checks(request, config)
            checks += found
        except StageFailure as failure:
            checks.append(failed(failure, "inputs", "Inputs"))
    return {"checks": [check.as_json() for check in checks], "estimates": estimates}
