"""What a closed round came to: as one object for programs, as lines for people."""

from typing import Any

from assay.failure import Failed
from assay.printing import print_line, print_table, tell
from assay.session import Session
from assay.study_summary import format_estimate

COEFFICIENTS = {"raw": "raw agreement", "kappa": "kappa", "alpha": "Krippendorff's alpha", "ac1": "Gwet's AC1"}


def read_result(session: Session, campaign: str) -> dict[str, Any]:
    """The result that the server shows.

    Raises:
        Failed: when the round is open, or has no rate.
    """
    answer: dict[str, Any] = session.connection.get(session.within("campaigns", campaign, "result"))
    if answer["result"] is None:
        raise Failed(str(answer["why"]))
    return answer


def summarise(answer: dict[str, Any]) -> dict[str, Any]:
    """`rate`, `n`, `interval`, `verdict` and `agreement`, each coefficient with its definition and interval."""
    result = answer["result"]
    rate, overall = result["rate"], result["agreement"]["overall"]
    return {
        "campaign": answer["campaign"]["id"],
        "name": answer["campaign"]["name"],
        "rate": rate["value"],
        "n": rate["n"],
        "unit": rate["unit"],
        "interval": rate["interval"],
        "definition": rate["definition"],
        "reason": rate["reason"],
        "verdict": result["verdict"],
        "because": result["decision"]["because"],
        "threshold": answer["rule"]["rule"]["threshold"],
        "readers": result["kind"],
        "agreement": {name: overall[name] for name in COEFFICIENTS},
        "counts": result["counts"],
        "cautions": result["cautions"],
    }


def print_result(answer: dict[str, Any]) -> None:
    """Rate, verdict and agreement; cautions go to standard error."""
    result = answer["result"]
    overall = result["agreement"]["overall"]
    print_line(f"rate of errors  {format_estimate(result['rate'])}")
    print_line(f"gate            {result['verdict']}: {result['decision']['because']}")
    print_line("")
    rows = [[word, format_estimate(overall[name]), overall[name]["definition"]] for name, word in COEFFICIENTS.items()]
    print_table(["AGREEMENT", "VALUE", "DEFINITION"], rows, "")
    for caution in [overall["paradox"], *result["cautions"]]:
        if caution:
            tell(caution)
