import { createHash } from "node:crypto";
import { type CampaignDesign, designSchema } from "../../domain/campaigns/design";
import { type Protocol, protocolSchema } from "../../domain/campaigns/protocol";
import { newId } from "../../domain/identifiers";
import type { Database } from "../database";
import { assignment } from "../schema/assessments";
import { campaign, campaignCase, campaignReviewer, reviewText } from "../schema/campaigns";

export const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");

export const SOURCE =
  "Doctor: Any medicines?\nPatient: No, only ibuprofen.\nDoctor: Any pain?\nPatient: In the left knee.";
export const NOTE = "Takes aspirin daily. Pain in the left knee.";

export type RoundCase = Partial<typeof campaignCase.$inferInsert> & {
  note?: string;
  source?: string;
  otherNote?: string;
};
export type RoundRequest = {
  /** Begins every id; random where it is left out. */
  id?: string;
  projectId: string;
  readers: readonly string[];
  cases: readonly RoundCase[];
  protocol?: Partial<Protocol>;
  design?: Partial<CampaignDesign>;
  state?: "draft" | "open" | "paused" | "closed";
};

export type MadeRound = {
  campaign: string;
  cases: string[];
  /** User to the reader's row. */
  reviewers: Record<string, string>;
  /** User to the turns, in the order of the cases; none where cases are pulled from a queue. */
  turns: Record<string, string[]>;
};

async function keepTexts(db: Database, projectId: string, texts: readonly string[]): Promise<void> {
  const rows = [...new Set(texts)].map((text) => ({ projectId, digest: digestOf(text), text }));
  if (rows.length > 0) await db.insert(reviewText).values(rows).onConflictDoNothing();
}

/** A round as it stands after its opening: every reader has every case, or the queue has them all. */
export async function addReviewRound(db: Database, request: RoundRequest): Promise<MadeRound> {
  const { projectId, readers, cases, state = "open" } = request;
  const id = request.id ?? newId();
  const idOf = (name: string) => (request.id ? `${request.id}-${name}` : newId());
  const design = designSchema.parse({ ...request.design });
  const protocol = protocolSchema.parse({ ...request.protocol });
  await db.insert(campaign).values({
    id,
    projectId,
    name: `campaign ${id}`,
    title: "Notes, round 1",
    state,
    origin: "texts",
    protocol,
    design,
    frame: { source: { from: "texts" }, items: cases.length, arms: [], strata: {}, lengthEnds: [], leftOut: [] },
    splitter: "sentences@1",
    openedAt: new Date(),
  });
  await keepTexts(
    db,
    projectId,
    cases.flatMap(({ note = NOTE, source = SOURCE, otherNote }) => [note, source, ...(otherNote ? [otherNote] : [])]),
  );
  const rows = cases.map(({ note = NOTE, source = SOURCE, otherNote, ...more }, position) => ({
    id: idOf(`case-${position}`),
    projectId,
    campaignId: id,
    position,
    kind: "sample" as const,
    item: `item ${position}`,
    groupKey: `group ${position}`,
    noteDigest: digestOf(note),
    otherNoteDigest: otherNote ? digestOf(otherNote) : null,
    sourceDigest: digestOf(source),
    sentences: 2,
    ...more,
  }));
  for (let from = 0; from < rows.length; from += 1_000)
    await db.insert(campaignCase).values(rows.slice(from, from + 1_000));
  const reviewers = Object.fromEntries(readers.map((userId) => [userId, idOf(userId)]));
  if (readers.length > 0) {
    await db.insert(campaignReviewer).values(
      readers.map((userId) => ({
        id: reviewers[userId] ?? "",
        projectId,
        campaignId: id,
        kind: "person" as const,
        userId,
        name: userId,
      })),
    );
  }
  const given = rows.filter(({ kind }) => design.assignment !== "queue" || kind === "practice");
  const ordered = [...given].sort((a, b) => Number(b.kind === "practice") - Number(a.kind === "practice"));
  const turns: Record<string, string[]> = {};
  for (const userId of readers) {
    const own = ordered.map(({ id: caseId }, position) => ({
      id: idOf(`${userId}-${position}`),
      projectId,
      campaignId: id,
      caseId,
      reviewerId: reviewers[userId] ?? "",
      position,
      state: "open" as const,
    }));
    if (own.length > 0) await db.insert(assignment).values(own);
    turns[userId] = own.map(({ id: turn }) => turn);
  }
  return { campaign: id, cases: ordered.map(({ id: caseId }) => caseId), reviewers, turns };
}
