/** Families of edits that put an error into a right note (`runners/contract/rewrites.py`), with their settings' names. */
export const EDIT_FAMILIES = [
  { family: "entity_swap", setting: "entitySwap", label: "Entity swap", about: "Another drug, diagnosis or organ." },
  { family: "number", setting: "number", label: "Number, dose, unit", about: "Ten times as much, mg for mcg." },
  { family: "laterality", setting: "laterality", label: "Side", about: "Left for right." },
  { family: "negation", setting: "negation", label: "Negation", about: "Denies what the source affirms." },
  { family: "temporal", setting: "temporal", label: "Time", about: "Another onset, order or duration." },
  {
    family: "fabricated_finding",
    setting: "fabricatedFinding",
    label: "Fabricated finding",
    about: "An exam, test or plan that nobody spoke of.",
  },
  { family: "attribution", setting: "attribution", label: "Attribution", about: "Somebody else's." },
  { family: "causality", setting: "causality", label: "Causality", about: "A cause that the source does not give." },
  { family: "certainty", setting: "certainty", label: "Certainty", about: "Confirmed for possible." },
  { family: "status", setting: "status", label: "Status, route, frequency", about: "Stopped for continued." },
] as const;

/** Families whose edits are errors in the note; what is only left out has no place in it. */
export const FAMILY_NAMES = EDIT_FAMILIES.map(({ family }) => family);
export type EditFamily = (typeof FAMILY_NAMES)[number];

export const familyLabel = (family: string): string =>
  EDIT_FAMILIES.find((each) => each.family === family)?.label ?? family;
