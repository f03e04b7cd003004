import published from "../../runners/schemas/note-checker.json" with { type: "json" };
import type { Estimate } from "../estimate";

type Published = (typeof published)["notes"]["sensitivity"];

const METHOD = "Wilson score interval";

function estimateOf(name: "sensitivity" | "specificity", { numerator, denominator, low, high }: Published): Estimate {
  return {
    state: "defined",
    definition: `checker.${name}@1`,
    parameters: { checker: published.checker },
    numerator,
    denominator,
    n: denominator,
    unit: "note",
    excluded: 0,
    value: numerator / denominator,
    reason: null,
    interval: { low, high, level: 0.95, side: "two", method: METHOD },
  };
}

/** What simulated readers know the facts by, and how well that works on notes that were labelled by hand. */
export const NOTE_CHECKER = {
  id: published.checker,
  about: published.about,
  sensitivity: estimateOf("sensitivity", published.notes.sensitivity),
  specificity: estimateOf("specificity", published.notes.specificity),
};
