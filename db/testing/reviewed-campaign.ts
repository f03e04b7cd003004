import { createHash } from "node:crypto";
import type { Assessment, Mark } from "../../domain/assessments/mark";
import type { CampaignState } from "../../domain/campaigns/campaign-rules";
import { designSchema } from "../../domain/campaigns/design";
import { protocolSchema } from "../../domain/campaigns/protocol";
import type { ReviewerKind, ReviewerRole } from "../../domain/campaigns/reviewers";
import { type GateRule, gateRuleSchema } from "../../domain/gates/gate-rule";
import type { Database } from "../database";
import { assessment, assignment } from "../schema/assessments";
import { campaign, campaignCase, campaignReviewer, campaignStateChange, reviewText } from "../schema/campaigns";
import { gateRule } from "../schema/gates";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

export type ReadCase = Partial<Omit<typeof campaignCase.$inferInsert, "id" | "noteDigest" | "sourceDigest">> & {
  note?: string;
};
export type Said = Pick<Assessment, "verdict"> & {
  marks?: Mark[];
  seconds?: number;
  late?: boolean;
  strength?: Assessment["strength"];
  /** The other note stood first. */
  swapped?: boolean;
};
export type CampaignReader = { id: string; userId?: string; kind?: ReviewerKind; role?: ReviewerRole };

export type ReviewedCampaign = {
  id: string;
  projectId: string;
  state?: CampaignState;
  protocol?: Parameters<typeof protocolSchema.parse>[0];
  rule?: Partial<GateRule> | null;
  readers: readonly CampaignReader[];
  cases: readonly ReadCase[];
  /** What a reader said of the case at this place; null where she did not read it. */
  say: (place: number, reader: CampaignReader) => Said | null;
};

/** A mark over the first words of a note. */
export function markOf(id: string, more: Partial<Mark> = {}): Mark {
  return {
    id: `marked-as-${id}`,
    kind: "error",
    span: { start: 0, end: 12 },
    type: "fabricated",
    severity: "minor",
    evidence: "none",
    comment: "",
    ...more,
  };
}

const BEGIN = Date.UTC(2026, 2, 2, 9);
const minutes = (count: number) => new Date(BEGIN + count * 60_000);

/** A round written straight into its tables; ids are those of the campaign with a place behind. */
export async function addReviewedCampaign(db: Database, round: ReviewedCampaign): Promise<void> {
  const { id, projectId, state = "closed", readers, cases, say } = round;
  const at = { projectId, campaignId: id };
  const source = "Doctor: How are you?\nPatient: Well.";
  const notes = cases.map(({ note }, place) => note ?? `The patient feels well. This is note ${place} of ${id}.`);
  await db
    .insert(reviewText)
    .values([source, ...notes].map((text) => ({ projectId, digest: sha256(text), text })))
    .onConflictDoNothing();
  const protocol = protocolSchema.parse(round.protocol ?? {});
  const frame = {
    source: { from: "texts" as const },
    items: cases.length,
    arms: [],
    strata: { "": cases.length },
    lengthEnds: [],
    leftOut: [],
  };
  await db.insert(campaign).values({
    ...{
      id,
      projectId,
      state,
      protocol,
      name: `Round ${id}`,
      title: "Letters",
      origin: "texts",
      splitter: "sentences@1",
    },
    ...{ design: designSchema.parse({}), frame, openedAt: minutes(0) },
    closedAt: state === "closed" ? minutes(10_000) : null,
  });
  if (state === "closed") {
    await db.insert(campaignStateChange).values({ id: `${id}-close`, ...at, action: "close", to: "closed" });
  }
  if (round.rule !== null) {
    const rule = gateRuleSchema.parse({ unit: protocol.unit, ...round.rule });
    await db.insert(gateRule).values({ id: `${id}-rule`, ...at, version: 1, rule, assessmentsBefore: 0 });
  }
  await db.insert(campaignReviewer).values(
    readers.map(({ id: reader, kind = "person", role = "reader", userId }) => {
      return { id: `${id}-${reader}`, ...at, kind, role, userId: userId ?? null, name: reader };
    }),
  );
  if (cases.length === 0) return;
  await db.insert(campaignCase).values(
    cases.map(({ note: _, ...row }, place) => ({
      ...{ id: `${id}-case-${place}`, ...at, position: place, kind: "sample" as const, item: `item ${place}` },
      ...{ groupKey: `patient ${place}`, noteDigest: sha256(notes[place] ?? ""), sourceDigest: sha256(source) },
      ...{ sentences: 2, readings: readers.length },
      ...row,
    })),
  );
  const given = cases.flatMap((_, place) =>
    readers.flatMap((reader, turn) => {
      const said = say(place, reader);
      return said ? [{ place, reader, turn, said }] : [];
    }),
  );
  if (given.length === 0) return;
  const turnId = (place: number, reader: CampaignReader) => `${id}-turn-${place}-${reader.id}`;
  await db.insert(assignment).values(
    given.map(({ place, reader, said }) => ({
      ...{ id: turnId(place, reader), ...at, caseId: `${id}-case-${place}`, reviewerId: `${id}-${reader.id}` },
      ...{ position: place, state: "submitted" as const, submittedAt: minutes(place), swapped: said.swapped ?? false },
    })),
  );
  await db.insert(assessment).values(
    given.map(({ place, reader, turn, said }) => ({
      ...{ id: `${id}-said-${place}-${reader.id}`, ...at, caseId: `${id}-case-${place}`, version: 1 },
      ...{ assignmentId: turnId(place, reader), reviewerId: `${id}-${reader.id}` },
      ...{ verdict: said.verdict, marks: said.marks ?? [], seconds: said.seconds ?? 30, late: said.late ?? false },
      ...{ unsure: false, comment: "", hintsShown: false, noteDigest: sha256(notes[place] ?? "") },
      strength: said.strength ?? null,
      createdAt: minutes(place * readers.length + turn),
    })),
  );
}
