import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { connectDrizzle, connectSql } from "@/db/database";
import { assignment } from "@/db/schema/assessments";
import { campaign, campaignCase, campaignReviewer } from "@/db/schema/campaigns";
import type { ChangeBody } from "@/domain/assessments/assessment-change";
import { newId } from "@/domain/identifiers";
import { saveChanges } from "@/server/assessments/save-changes";
import { steerCampaign } from "@/server/campaigns/steer-campaign";
import type { Person } from "./people";
import { type CaseText, openRound } from "./review-round";
import { seededSite } from "./seeded-site";

type ReadRound = {
  title: string;
  texts: CaseText[];
  readers?: Person[];
  /** Words of the note that this reader marks in the case at this place; null calls it clean. */
  say: (place: number, reader: number) => string | null;
};

function bodiesOf(note: string, words: string | null): ChangeBody[] {
  const verdict = { kind: "verdict" as const, reason: null, strength: null };
  if (words === null) return [{ ...verdict, verdict: "clean" }];
  const start = note.indexOf(words);
  const mark = {
    ...{ id: `mark-${newId()}`, kind: "error" as const, span: { start, end: start + words.length } },
    ...{ type: "fabricated", severity: "minor", evidence: "none" as const, comment: "" },
  };
  return [
    { kind: "mark", mark },
    { ...verdict, verdict: "marked" },
  ];
}

/** A round that two people read to its end, closed; its id. */
export async function closeRead({
  title,
  texts,
  readers = ["reviewer", "researcher"],
  say,
}: ReadRound): Promise<string> {
  const id = await openRound({ title, texts, readers, design: { overlap: 1 } });
  const sql = connectSql(seededSite().database, { max: 2 });
  try {
    const db = connectDrizzle(sql);
    const turns = await db
      .select({
        id: assignment.id,
        position: campaignCase.position,
        digest: campaignCase.noteDigest,
        of: campaignReviewer,
      })
      .from(assignment)
      .innerJoin(campaignCase, eq(campaignCase.id, assignment.caseId))
      .innerJoin(campaignReviewer, eq(campaignReviewer.id, assignment.reviewerId))
      .where(eq(assignment.campaignId, id));
    const people = [...new Set(turns.map(({ of }) => of.userId ?? ""))].sort();
    const services = { db, now: () => new Date() };
    for (const [reader, userId] of people.entries()) {
      const changes = turns
        .filter(({ of }) => of.userId === userId)
        .flatMap((turn) => {
          const text = texts.findIndex(({ note }) => createHash("sha256").update(note).digest("hex") === turn.digest);
          return bodiesOf(texts[text]?.note ?? "", say(text, reader)).map((body, clock) => ({
            ...{ id: newId(), assignmentId: turn.id, clock: clock + 1, madeAt: new Date().toISOString() },
            ...{ seconds: 20, noteDigest: turn.digest, hintsShown: false, body },
          }));
        });
      const projectId = turns[0]?.of.projectId ?? "";
      await saveChanges(services, { projectId, userId }, { id: userId, name: userId, by: "session" }, changes);
    }
    const [round] = await db.select().from(campaign).where(eq(campaign.id, id));
    const scope = {
      projectId: round?.projectId ?? "",
      actor: { id: null, name: "The journey", by: "terminal" as const },
    };
    await steerCampaign(services, scope, { campaign: id, action: "close", reason: null });
    return id;
  } finally {
    await sql.end();
  }
}
