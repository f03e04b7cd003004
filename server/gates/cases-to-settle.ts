import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { user } from "@/db/schema/people";
import type { Difference } from "@/domain/gates/compare-readings";
import { type CaseToSettle, caseToSettleAnswer } from "@/domain/gates/settling-answer";
import { splitSentences } from "@/domain/sentences/split-sentences";
import { splitTurns } from "@/domain/sentences/split-turns";
import type { Services } from "../context";
import { listDisagreements } from "./disagreements";
import { type CaseOf, readAdjudication, readCaseReadings, requireCase } from "./read-case-readings";
import { type CampaignOf, listReviewers } from "./read-gate-campaign";
import { readTexts } from "./read-texts";
import { requireClosed } from "./require-shown";

export type CaseListed = {
  caseId: string;
  differs: Difference[];
  settled: boolean;
  /** Whoever asks read it herself, so that somebody else settles it. */
  own: boolean;
};

/** What is left to settle and what was, without who read or what wrote. */
export async function listCasesToSettle(
  services: Pick<Services, "db" | "sql">,
  of: CampaignOf,
  { which, offset, limit }: { which: "open" | "settled" | "all"; offset: number; limit: number },
  userId: string,
) {
  const asked = { which, offset, limit, differs: null, kind: null };
  const [{ items, ...counts }, reviewers] = await Promise.all([
    listDisagreements(services, of, asked),
    listReviewers(services.db, of),
  ]);
  const viewer = reviewers.find((each) => each.userId === userId)?.id;
  const blind = items.map(({ caseId, differs, settled, readings }): CaseListed => {
    return { caseId, differs, settled, own: readings.some(({ reviewer }) => reviewer.id === viewer) };
  });
  return { ...counts, items: blind };
}

/** Neither by name nor by time nor by reader: the order of A and B tells nothing, and is the same each time. */
const placeOf = (caseId: string, assessmentId: string) =>
  createHash("sha256").update(`${caseId} ${assessmentId}`).digest("hex");

/** One case with what readers said, told apart by letters alone. */
export async function readCaseToSettle(
  services: Pick<Services, "db" | "sql">,
  of: CaseOf,
  userId: string,
): Promise<CaseToSettle> {
  const { db, sql } = services;
  const { title, protocol, origin } = await requireClosed(db, of);
  const row = await requireCase(db, of);
  const [readings, settled, reviewers, texts] = await Promise.all([
    readCaseReadings(db, of),
    readAdjudication(db, of),
    listReviewers(db, of),
    readTexts(sql, of.projectId, [row.noteDigest, row.sourceDigest]),
  ]);
  const [by] = settled?.decidedBy ? await db.select().from(user).where(eq(user.id, settled.decidedBy)) : [];
  const shuffled = [...readings].sort((one, other) => (placeOf(row.id, one.id) < placeOf(row.id, other.id) ? -1 : 1));
  const { taxonomy, severities, inferenceAllowed, trueButAbsentIsError, instructions, omissions, corrections } =
    protocol;
  const [note, source] = [texts.get(row.noteDigest) ?? "", texts.get(row.sourceDigest) ?? ""];
  const ids = new Set(readings.map(({ id }) => id));
  return caseToSettleAnswer.parse({
    campaign: of.campaignId,
    title,
    caseId: row.id,
    section: row.section,
    own: readings.some((each) => each.userId === userId),
    timed: origin !== "labels" && reviewers.some((each) => each.userId === userId),
    protocol: { taxonomy, severities, inferenceAllowed, trueButAbsentIsError, instructions, omissions, corrections },
    note: { text: note, digest: row.noteDigest, sentences: splitSentences(note) },
    source: { text: source, digest: row.sourceDigest, turns: splitTurns(source) },
    readings: shuffled.map(({ id, verdict, marks, corrected, unsure, comment, reason }, at) => ({
      ...{ assessmentId: id, label: String.fromCharCode(65 + at) },
      ...{ verdict, marks, corrected, unsure, comment, reason },
    })),
    settled: settled && {
      version: settled.version,
      verdict: settled.verdict,
      marks: settled.marks,
      decisions: settled.decisions,
      corrected: settled.corrected,
      reason: settled.reason,
      by: by?.name ?? null,
      at: settled.createdAt,
      stale: settled.assessmentIds.length !== ids.size || settled.assessmentIds.some((id) => !ids.has(id)),
    },
  });
}
