import type { Protocol } from "../campaigns/protocol";
import type { Draft } from "./fold-assessment";
import type { Assessment, Mark } from "./mark";

/** What a verdict still waits for. */
export type Missing = {
  markId: string | null;
  field: "mark" | "verdict" | "type" | "severity" | "evidence" | "comment" | "reason";
};

export const MISSING_WORDS: Readonly<Record<Missing["field"], string>> = {
  mark: "Mark what is wrong, or say that nothing is.",
  verdict: "There are marks; say so, or take them back.",
  type: "Name the type of each mark.",
  severity: "Rate each mark.",
  evidence: "Link each mark to the source, or say that nothing is there.",
  comment: "Write a comment to each mark.",
  reason: "Say why it cannot be judged.",
};

type Rules = Pick<Protocol, "mode" | "required">;

function missingOf(mark: Mark, required: Rules["required"]): Missing[] {
  const has = {
    type: mark.type !== null || mark.kind === "omission",
    severity: mark.severity !== null,
    evidence: mark.evidence !== null || mark.kind === "omission",
    comment: mark.comment.trim() !== "",
  };
  return required.filter((field) => !has[field]).map((field) => ({ markId: mark.id, field }));
}

/** What keeps a draft from being an assessment; empty for one without a verdict, which is on its way. */
export function missingFields({ verdict, marks, reason }: Draft, { mode, required }: Rules): Missing[] {
  if (verdict === null) return [];
  if (verdict === "cannot-judge") return reason?.trim() ? [] : [{ markId: null, field: "reason" }];
  if (mode !== "marks") return [];
  const errors = marks.filter(({ kind }) => kind === "error").length;
  if (verdict === "clean" && errors > 0) return [{ markId: null, field: "verdict" }];
  if (verdict === "marked" && marks.length === 0) return [{ markId: null, field: "mark" }];
  return marks.flatMap((mark) => missingOf(mark, required));
}

/** The assessment that a draft came to, or null while something is missing. */
export function readAssessment(draft: Draft, rules: Rules): Assessment | null {
  const { seconds: _, verdict, ...rest } = draft;
  return verdict === null || missingFields(draft, rules).length > 0 ? null : { ...rest, verdict };
}
