"""What is true of a simulated patient, before anybody says or writes it."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from runners.data.sample.banks import Bank
from runners.text.spell_number import spell_number, spell_year

KIND_SLOTS: dict[str, tuple[str, ...]] = {
    "complaint": ("symptom", "duration"),
    "patient": ("age", "sex", "sir"),
    "place": ("place",),
    "trigger": ("trigger",),
    "relief": ("relief",),
    "severity": ("score",),
    "medication": ("drug", "dose", "frequency"),
    "medication_stopped": ("drug", "duration"),
    "no_medications": (),
    "allergy": ("allergen", "reaction"),
    "allergy_denied": ("allergen",),
    "no_allergies": (),
    "symptom": ("symptom",),
    "symptom_denied": ("symptom",),
    "problem": ("problem", "duration"),
    "problem_denied": ("problem",),
    "surgery": ("surgery", "year"),
    "surgery_denied": ("surgery",),
    "no_surgeries": (),
    "family": ("relative", "family_problem"),
    "family_denied": ("family_problem",),
    "smoking": ("packs", "duration"),
    "smoking_quit": ("duration",),
    "smoking_never": (),
    "alcohol": ("drink",),
    "alcohol_denied": (),
    "occupation": ("occupation",),
    "household": ("household",),
}

_BANK_OF_SLOT = {
    "drug": "drugs", "allergen": "allergens", "reaction": "reactions", "symptom": "symptoms", "problem": "problems",
    "surgery": "surgeries", "relative": "relatives", "family_problem": "family_problems", "frequency": "frequencies",
    "occupation": "occupations", "household": "households", "drink": "drinks", "place": "places",
    "trigger": "triggers", "relief": "reliefs", "packs": "packs",
}  # fmt: skip
_UNIT_WORDS = {"mg": "milligrams", "mcg": "micrograms"}


@dataclass(frozen=True)
class Form:
    """One value as it is said and as it is written."""

    say: str
    write: str


@dataclass(frozen=True)
class Patient:
    """Whose dialogues these are; the sex decides the pronouns and what may be asked."""

    sex: str

    def pronouns(self) -> dict[str, str]:
        """Placeholders that depend on the patient alone."""
        male = self.sex == "male"
        return {"he": "he" if male else "she", "his": "his" if male else "her"}


@dataclass
class Fact:
    """One statement about the patient. `entries` keeps the bank's own records, for values that hang on them."""

    id: str
    kind: str
    forms: dict[str, Form] = field(default_factory=dict)
    entries: dict[str, Any] = field(default_factory=dict)

    @property
    def negated(self) -> bool:
        """Whether the fact says that something is absent."""
        return self.kind.endswith(("_denied", "_never")) or self.kind.startswith("no_")


class FactDrawer:
    """Draws facts for one dialogue; no two of them name the same drug, symptom or problem."""

    def __init__(self, rng: Random, bank: Bank, patient: Patient) -> None:
        self._rng = rng
        self._values = bank.values
        self._patient = patient
        self._used: set[tuple[str, str]] = set()

    def draw(self, fact_id: str, kind: str) -> Fact:
        """A new fact of a kind."""
        fact = Fact(fact_id, kind)
        for slot in KIND_SLOTS[kind]:
            fact.forms[slot] = self.form(slot, fact)
        return fact

    def form(self, slot: str, fact: Fact) -> Form:
        """A value for `slot` that this dialogue has not used yet, where the bank still has one."""
        candidates = [self._candidate(slot, fact) for _ in range(12)]
        entry, form = next((c for c in candidates if (slot, c[1].write) not in self._used), candidates[0])
        self._used.add((slot, form.write))
        fact.entries.setdefault(slot, entry)
        return form

    def _candidate(self, slot: str, fact: Fact) -> tuple[Any, Form]:
        if slot in _BANK_OF_SLOT:
            entry = self._rng.choice([e for e in self._values[_BANK_OF_SLOT[slot]] if self._suits(e)])
            return entry, self._form_of(entry)
        return None, self._computed(slot, fact)

    def _suits(self, entry: Any) -> bool:
        return not isinstance(entry, dict) or entry.get("sex", self._patient.sex) == self._patient.sex

    def _form_of(self, entry: Any) -> Form:
        if isinstance(entry, str):
            return Form(entry, entry)
        if "name" in entry:
            return Form(entry["name"], entry["name"])
        return Form(
            self._one(entry["say"]), self._one(entry["write"]).replace("{his}", self._patient.pronouns()["his"])
        )

    def _one(self, wordings: str | list[str]) -> str:
        return wordings if isinstance(wordings, str) else self._rng.choice(wordings)

    def _computed(self, slot: str, fact: Fact) -> Form:
        rng, values = self._rng, self._values
        if slot == "sex":
            return Form(self._patient.sex, self._patient.sex)
        if slot == "sir":
            word = "sir" if self._patient.sex == "male" else "ma'am"
            return Form(word, word)
        if slot == "dose":
            drug = fact.entries.get("drug") or rng.choice(values["drugs"])
            dose = rng.choice(drug["doses"])
            return Form(f"{spell_number(dose)} {_UNIT_WORDS[drug['unit']]}", f"{dose} {drug['unit']}")
        if slot == "duration":
            unit = rng.choice(list(values["units"]))
            count = rng.choice(values["units"][unit])
            return Form(f"{spell_number(count)} {unit}s", f"{count} {unit}s")
        if slot == "year":
            year = rng.choice(values["years"])
            return Form(rng.choice([spell_year(year), str(year)]), str(year))
        number = rng.choice(values["ages"] if slot == "age" else values["scores"])
        return Form(spell_number(number), str(number))
