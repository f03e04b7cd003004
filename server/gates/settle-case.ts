import { eq } from "drizzle-orm";
import { adjudication } from "@/db/schema/assessments";
import type { Mark } from "@/domain/assessments/mark";
import { CAMPAIGN_RULES } from "@/domain/campaigns/campaign-rules";
import type { Protocol } from "@/domain/campaigns/protocol";
import { checkSettling, type Settling, type SettlingProblem, settledMarks } from "@/domain/gates/settling";
import { newId } from "@/domain/identifiers";
import { type AuditActor, appendAudit } from "../audit/append-audit";
import { lockCampaign } from "../campaigns/read-round";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { readAdjudication, readCaseReadings, requireCase } from "./read-case-readings";
import type { CampaignOf } from "./read-gate-campaign";
import { readTexts } from "./read-texts";

function checkAdded(added: readonly Mark[], protocol: Protocol, lengths: { note: number; source: number }) {
  const types = new Set(protocol.taxonomy.types.map(({ id }) => id));
  const severities = new Set(protocol.severities.map(({ id }) => id));
  return added.flatMap(({ kind, span, type, severity }): SettlingProblem[] => {
    const found: SettlingProblem[] = [];
    const refuse = (what: string) => found.push({ where: "added", what, remedy: "Mark it again." });
    if (span.end > (kind === "error" ? lengths.note : lengths.source)) refuse("A mark lies outside of its text.");
    if (type !== null && !types.has(type)) refuse("A mark has a type that this round does not have.");
    if (severity !== null && !severities.has(severity)) refuse("A mark has a severity that this round does not have.");
    return found;
  });
}

function checkCorrected({ corrected }: Settling, mayCorrect: boolean, note: string): SettlingProblem[] {
  const refuse = (what: string, remedy: string) => [{ where: "corrected", what, remedy }];
  if (corrected === null) return [];
  if (!mayCorrect) return refuse("Notes are not corrected in this round.", "Leave the corrected note out.");
  return corrected === note ? refuse("It is the note as it was.", "Change it, or leave it out.") : [];
}

/** Settles what readers differ on, as a new version beside the readings, which stay as they are. */
export async function settleCase(
  { db, sql, now }: Services,
  { projectId, campaignId }: CampaignOf,
  settling: Settling,
  actor: AuditActor & { id: string },
): Promise<{ version: number }> {
  const of = { projectId, campaignId, caseId: settling.case };
  return db.transaction(async (tx) => {
    const { state, protocol } = await lockCampaign(tx, of);
    if (!CAMPAIGN_RULES[state].readingsShown) {
      throw new DomainError("InvalidState", "The round is not closed; what readers differ on is settled after it.");
    }
    const row = await requireCase(tx, of);
    const [readings, before] = [await readCaseReadings(tx, of), await readAdjudication(tx, of)];
    if (readings.length < 2) throw new DomainError("InvalidState", "Fewer than two people read this case.");
    if (readings.some(({ userId }) => userId === actor.id)) {
      throw new DomainError("Forbidden", "You read this case yourself; somebody who did not settles it.");
    }
    if ((before?.version ?? 0) !== settling.after) {
      throw new DomainError("Conflict", "Somebody else settled this case meanwhile. Load it again.");
    }
    const marks = readings.map((each) => ({ assessmentId: each.id, marks: each.marks }));
    const texts = await readTexts(sql, projectId, [row.noteDigest, row.sourceDigest]);
    const note = texts.get(row.noteDigest) ?? "";
    const lengths = { note: note.length, source: texts.get(row.sourceDigest)?.length ?? 0 };
    const problems = [
      ...checkSettling(settling, marks),
      ...checkAdded(settling.added, protocol, lengths),
      ...checkCorrected(settling, protocol.corrections || readings.some((each) => each.corrected !== null), note),
    ];
    if (problems.length > 0) throw new DomainError("Validation", "This does not settle the case.", problems);
    if (before) await tx.update(adjudication).set({ current: false }).where(eq(adjudication.id, before.id));
    const { verdict, decisions, corrected, reason, seconds } = settling;
    const values = {
      ...{ id: newId(), projectId, campaignId, caseId: row.id, version: settling.after + 1 },
      ...{ verdict, decisions, corrected, reason, seconds, marks: settledMarks(settling, marks) },
      ...{ assessmentIds: readings.map(({ id }) => id), decidedBy: actor.id, createdAt: now() },
    };
    const [written] = await tx.insert(adjudication).values(values).returning();
    if (!written) throw new Error("The settled answer was not stored.");
    await appendAudit(tx, now(), {
      actor,
      projectId,
      action: "adjudication.write",
      subject: "adjudication",
      subjectId: written.id,
      facts: { campaign: campaignId, case: row.id, version: written.version, verdict, kept: values.marks.length },
      row: written,
    });
    return { version: written.version };
  });
}
