import { and, asc, eq } from "drizzle-orm";
import type { AssessmentChange, ChangeBody } from "@/domain/assessments/assessment-change";
import type { Protocol } from "@/domain/campaigns/protocol";
import { saveChanges } from "@/server/assessments/save-changes";
import type { Database } from "../../../database";
import { assignment } from "../../../schema/assessments";
import { campaignCase, campaignReviewer, reviewText } from "../../../schema/campaigns";
import { example } from "../../../schema/datasets";
import type { Random } from "../../random";
import { seedId } from "../../seed-services";
import { findSlips, type Slip } from "./find-slips";

/** How a reader of the scenario reads, as chances. */
export type Manner = { finds: number; invents: number; agreesOnType: number; seconds: number };

type Round = { projectId: string; campaign: string; userId: string; name: string; protocol: Protocol };
type Turn = { id: string; note: string; digest: string; source: string; reference: string };

async function listTurns(db: Database, { projectId, campaign, userId }: Round): Promise<Turn[]> {
  const rows = await db
    .select({ id: assignment.id, of: campaignCase, reference: example.reference })
    .from(assignment)
    .innerJoin(campaignReviewer, eq(campaignReviewer.id, assignment.reviewerId))
    .innerJoin(campaignCase, eq(campaignCase.id, assignment.caseId))
    .leftJoin(example, and(eq(example.projectId, projectId), eq(example.id, campaignCase.exampleId)))
    .where(and(eq(assignment.campaignId, campaign), eq(campaignReviewer.userId, userId)))
    .orderBy(asc(assignment.position));
  const texts = await db.select().from(reviewText).where(eq(reviewText.projectId, projectId));
  const words = new Map(texts.map(({ digest, text }) => [digest, text]));
  return rows.map(({ id, of, reference }) => {
    const note = words.get(of.noteDigest) ?? "";
    const source = words.get(of.sourceDigest) ?? "";
    return { id, note, digest: of.noteDigest, source, reference: reference ?? note };
  });
}

function readLike({ finds, invents, agreesOnType }: Manner, turn: Turn, protocol: Protocol, random: Random): Slip[] {
  const seen = findSlips(turn).filter(() => random.next() < finds);
  const types = protocol.taxonomy.types.map(({ id }) => id);
  const named = seen.map((slip): Slip => {
    if (slip.kind === "omission" || random.next() < agreesOnType) return slip;
    return random.next() < 0.5
      ? { ...slip, type: random.pick(types) }
      : { ...slip, severity: slip.severity === "major" ? "minor" : "major" };
  });
  if (random.next() >= invents) return named;
  const end = turn.note.indexOf(".") + 1 || turn.note.length;
  return [
    ...named,
    { kind: "error", span: { start: 0, end }, type: random.pick(types), severity: "minor", evidence: "none" },
  ];
}

/** Reads a share of a reader's turns, as her browser would tell it, over several sittings. */
export async function readTurns(
  db: Database,
  round: Round,
  { manner, share, begin, random }: { manner: Manner; share: number; begin: Date; random: Random },
): Promise<void> {
  const turns = await listTurns(db, round);
  const taken = turns.slice(0, Math.ceil(turns.length * share));
  const actor = { id: round.userId, name: round.name, by: "session" as const };
  const at = { projectId: round.projectId, userId: round.userId };
  const sitting = Math.max(1, Math.ceil(taken.length / 5));
  for (let from = 0; from < taken.length; from += sitting) {
    const now = new Date(begin.getTime() + (from / sitting) * 86_400_000);
    const changes = taken.slice(from, from + sitting).flatMap((turn, index) => {
      const marks = readLike(manner, turn, round.protocol, random);
      const wrong = marks.some(({ kind }) => kind === "error");
      const bodies: ChangeBody[] = [
        ...marks.map((slip, place): ChangeBody => {
          return { kind: "mark", mark: { ...slip, id: seedId(turn.id, place), comment: "" } };
        }),
        { kind: "verdict", verdict: wrong ? "marked" : "clean", reason: null, strength: null },
      ];
      const madeAt = new Date(now.getTime() + index * 60_000).toISOString();
      return bodies.map(
        (body, clock): AssessmentChange => ({
          ...{ id: seedId("change", turn.id, clock), assignmentId: turn.id, clock: clock + 1, madeAt, body },
          ...{ noteDigest: turn.digest, hintsShown: false },
          seconds: Math.round((manner.seconds * (0.5 + random.next())) / bodies.length),
        }),
      );
    });
    const saved = await saveChanges({ db, now: () => now }, at, actor, changes);
    if (saved.refused[0]) throw new Error(`A change was refused: ${saved.refused[0].reason}`);
  }
}
