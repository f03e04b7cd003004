import type { Mark } from "@/domain/assessments/mark";
import type { ReviewCase, Round } from "@/domain/assessments/review-answer";
import { turnNumbers } from "./mark-places";

export const typeLabel = (mark: Mark, { taxonomy }: Round["protocol"]): string | null =>
  taxonomy.types.find(({ id }) => id === mark.type)?.label ?? null;

export const severityLabel = (mark: Mark, { severities }: Round["protocol"]): string | null =>
  severities.find(({ id }) => id === mark.severity)?.label ?? null;

export function evidenceWords(mark: Mark, review: ReviewCase): string | null {
  if (mark.kind === "omission") return `source ${turnNumbers(review.source.turns, [mark.span]).join(", ")}`;
  if (mark.evidence === null) return null;
  if (mark.evidence === "none") return "not in the source";
  return `source ${turnNumbers(review.source.turns, mark.evidence).join(", ")}`;
}

/** "Contradicts · major · source 2, 4" as a sentence to be heard. */
export function describeMark(mark: Mark, protocol: Round["protocol"], review: ReviewCase): string {
  const first =
    mark.kind === "omission" ? "Missing from the note" : (typeLabel(mark, protocol) ?? "Marked, no type yet");
  return `${[first, severityLabel(mark, protocol)?.toLowerCase(), evidenceWords(mark, review)].filter(Boolean).join(", ")}.`;
}

const TONES = ["--mark-fabricated", "--mark-contradicts", "--mark-inference", "--mark-unsupported"] as const;

/** A colour of the type's place in its taxonomy; the word always stands beside it. */
export function markTone(mark: Mark, { taxonomy }: Pick<Round["protocol"], "taxonomy">): string {
  if (mark.kind === "omission") return "var(--evidence)";
  const index = taxonomy.types.findIndex(({ id }) => id === mark.type);
  return index < 0 ? "var(--sunken)" : `var(${TONES[index % TONES.length]})`;
}
