"""The result “best” needs a validation; without one there is no best step."""

from runners.contract.failure import StageFailure

NO_BEST = "There is no best step where nothing is validated."
REMEDY = 'Set "result" to "final", or validate: give the dataset a validation split, and validation a row or more.'


def require_validation(result: str, validated: int) -> None:
    """Refuse to train for a best step that cannot be; `validated` rows or pairs are held out.

    Raises:
        StageFailure: the result is to be the best step, and nothing is validated.
    """
    if result == "best" and not validated:
        raise StageFailure("config", NO_BEST, REMEDY, "result")
