"""Which kinds of facts a section of the note holds."""

from collections.abc import Callable
from random import Random

Plan = Callable[[Random], list[str]]


def _complaint(rng: Random) -> list[str]:
    return ["complaint", *rng.sample(["place", "severity", "trigger"], rng.choice([0, 0, 1]))]


def _present_illness(rng: Random) -> list[str]:
    details = rng.sample(["place", "trigger", "relief", "severity"], rng.choice([0, 1, 2]))
    return ["patient", "complaint", *details, *["symptom_denied"] * rng.choice([0, 1, 2])]


def _medications(rng: Random) -> list[str]:
    if rng.random() < 0.12:
        return ["no_medications"]
    return [*["medication"] * rng.choice([1, 2, 2, 3]), *["medication_stopped"] * rng.choice([0, 0, 1])]


def _allergy(rng: Random) -> list[str]:
    if rng.random() < 0.2:
        return ["no_allergies"]
    return [*["allergy"] * rng.choice([1, 1, 2]), *["allergy_denied"] * rng.choice([0, 1, 2])]


def _review(rng: Random) -> list[str]:
    return [*["symptom"] * rng.choice([1, 2]), *["symptom_denied"] * rng.choice([2, 3])]


def _medical_history(rng: Random) -> list[str]:
    return [*["problem"] * rng.choice([1, 2]), *["problem_denied"] * rng.choice([0, 1, 2])]


def _surgical_history(rng: Random) -> list[str]:
    if rng.random() < 0.15:
        return ["no_surgeries"]
    return [*["surgery"] * rng.choice([1, 2, 2]), *["surgery_denied"] * rng.choice([0, 0, 1])]


def _social_history(rng: Random) -> list[str]:
    topics = (
        rng.choice(["family", "family", "family_denied"]),
        rng.choice(["smoking", "smoking_quit", "smoking_never"]),
        rng.choice(["alcohol", "alcohol_denied"]),
        "occupation",
        "household",
    )
    kept = sorted(rng.sample(range(len(topics)), rng.choice([2, 3, 4])))
    return [topics[index] for index in kept]


SECTION_PLANS: dict[str, Plan] = {
    "GENHX": _present_illness,
    "FAM/SOCHX": _social_history,
    "PASTMEDICALHX": _medical_history,
    "MEDICATIONS": _medications,
    "ALLERGY": _allergy,
    "ROS": _review,
    "PASTSURGICAL": _surgical_history,
    "CC": _complaint,
}
