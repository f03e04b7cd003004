import { z } from "zod";
import { HOLDS, type Holds } from "./dataset-types";

const day = z.iso.date();

/** What a version holds, under which approval, until when. */
export const statementSchema = z.object({
  holds: z.enum(HOLDS),
  approval: z
    .string()
    .trim()
    .max(300)
    .nullish()
    .transform((text) => text || null),
  approvedUntil: day.nullish().transform((text) => text ?? null),
});

export type Statement = z.infer<typeof statementSchema>;
export type StatementProblem = { where: string; what: string; remedy: string };

/** Text of patients that can be recognised has an approval with an end; other text of patients may have one. */
export function statementProblems({ holds, approval, approvedUntil }: Statement): StatementProblem[] {
  const problems: StatementProblem[] = [];
  if (holds === "identifiable" && !approval) {
    const remedy = "Name the ethics vote, contract or protocol that allows it.";
    problems.push({ where: "approval", what: "Identifiable text needs an approval.", remedy });
  }
  if (holds === "identifiable" && !approvedUntil) {
    const remedy = "Say the last day on which it may be used.";
    problems.push({ where: "approvedUntil", what: "The approval needs an end.", remedy });
  }
  return problems;
}

export type ApprovalState = "none" | "standing" | "ended";

/** The approval holds through its last day. */
export function approvalState(statement: Omit<Statement, "holds">, today: string): ApprovalState {
  if (!statement.approval && !statement.approvedUntil) return "none";
  return statement.approvedUntil && statement.approvedUntil < today ? "ended" : "standing";
}

/** Text of patients is here under an approval, or for want of one. */
export function takesApproval(holds: Holds): boolean {
  return holds === "deidentified" || holds === "identifiable";
}
