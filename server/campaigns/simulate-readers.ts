import { and, eq } from "drizzle-orm";
import type { Database, Sql, Transaction } from "@/db/database";
import { assignment } from "@/db/schema/assessments";
import { campaignReviewer } from "@/db/schema/campaigns";
import { createDraw, shuffle } from "@/domain/campaigns/draw";
import { NOTE_CHECKER } from "@/domain/campaigns/note-checker";
import type { Protocol } from "@/domain/campaigns/protocol";
import { type SimulatedSkill, simulatedName, simulateReading } from "@/domain/campaigns/simulated-reader";
import { newId } from "@/domain/identifiers";
import { saveChanges } from "../assessments/save-changes";
import { type AuditActor, appendAudit } from "../audit/append-audit";
import { DomainError } from "../errors";
import { insertReaders, otherReaderRows } from "./add-readers";
import type { CampaignScope } from "./create-campaign";
import type { At } from "./make-cases";
import { type CheckedCase, readKnownTruth } from "./read-known-truth";
import { lockCampaign } from "./read-round";
import { storeTurns } from "./store-turns";

export type Simulation = { campaign: string; readers: readonly SimulatedSkill[]; seed: number };
type Simulating = { db: Database; sql: Sql; now: () => Date; python: string };

const CHANGES_AT_ONCE = 200;

async function requireOpen(tx: Transaction, at: At) {
  const row = await lockCampaign(tx, at);
  if (row.state !== "open") {
    throw new DomainError("InvalidState", `Simulated readers read in an open round, and this one is ${row.state}.`);
  }
  if (row.protocol.mode === "side-by-side") {
    throw new DomainError(
      "InvalidState",
      "Simulated readers know what is true of a note, and not which one is better.",
    );
  }
  return row;
}

/** Turns at every case of the sample, beside those of people and outside of their plan. */
async function addReaders(
  tx: Transaction,
  at: At,
  { readers, seed }: Simulation,
  cases: readonly CheckedCase[],
  now: Date,
) {
  const before = await tx.$count(
    campaignReviewer,
    and(eq(campaignReviewer.campaignId, at.campaignId), eq(campaignReviewer.kind, "simulated")),
  );
  const rows = otherReaderRows(
    at,
    readers.map((skill, place) => ({ kind: "simulated", name: simulatedName(before + place + 1, skill), ...skill })),
  );
  await insertReaders(tx, rows);
  const turns = rows.flatMap(({ id: readerId }, place) =>
    shuffle(cases, createDraw(seed, `order ${before + place}`)).map(({ id: caseId }, position) => ({
      ...{ caseId, readerId, position },
    })),
  );
  await storeTurns(tx, at, { turns, sideBySide: false, now });
  return rows.map(({ id, name }, place) => ({ id, name, number: before + place, skill: readers[place] }));
}

type Added = Awaited<ReturnType<typeof addReaders>>[number];

/** All that one reader says, as a browser would send it. */
function changesOf(
  { number, skill }: Added,
  {
    turns,
    cases,
    seed,
    protocol,
    now,
  }: {
    turns: ReadonlyMap<string, string>;
    cases: readonly CheckedCase[];
    seed: number;
    protocol: Protocol;
    now: Date;
  },
) {
  return cases.flatMap(({ id, item, arm, noteDigest, known }) => {
    const assignmentId = turns.get(id);
    if (!assignmentId || !skill) return [];
    const draw = createDraw(seed, `reading ${number} ${item} ${arm ?? ""}`);
    const { verdict, marks, corrected } = simulateReading(known, skill, protocol, draw);
    const bodies = [
      ...marks.map((mark) => ({ kind: "mark", mark: { id: newId(), ...mark } })),
      ...(corrected === null ? [] : [{ kind: "correct", corrected }]),
      { kind: "verdict", verdict, reason: null, strength: null },
    ];
    const shared = { assignmentId, madeAt: now.toISOString(), seconds: 0, noteDigest, hintsShown: false };
    return [bodies.map((body, place) => ({ id: newId(), clock: place + 1, ...shared, body }))];
  });
}

/** Cases together, so that each is settled once, as many as one delivery takes. */
function packs<T>(cases: readonly T[][]): T[][] {
  const packed: T[][] = [];
  for (const changes of cases) {
    const last = packed.at(-1);
    if (last && last.length + changes.length <= CHANGES_AT_ONCE) last.push(...changes);
    else packed.push([...changes]);
  }
  return packed;
}

/**
 * Adds readers that are told what they are, and writes what they say of every case through the same path as people's
 * marks. All of it is one transaction; nothing of it counts with people in any result.
 */
export async function simulateReaders(
  { db, sql, now, python }: Simulating,
  { projectId, actor }: CampaignScope,
  simulation: Simulation,
) {
  const at = { projectId, campaignId: simulation.campaign };
  await db.transaction((tx) => requireOpen(tx, at));
  const cases = await readKnownTruth({ sql, python }, at);
  return db.transaction(async (tx) => {
    const { protocol } = await requireOpen(tx, at);
    const added = await addReaders(tx, at, simulation, cases, now());
    let readings = 0;
    for (const reader of added) {
      const turns = await tx
        .select({ id: assignment.id, caseId: assignment.caseId })
        .from(assignment)
        .where(eq(assignment.reviewerId, reader.id));
      const said = changesOf(reader, {
        turns: new Map(turns.map(({ id, caseId }) => [caseId, id])),
        cases,
        seed: simulation.seed,
        protocol,
        now: now(),
      });
      const by: AuditActor = { id: null, name: reader.name, by: "simulation" };
      for (const changes of packs(said)) {
        const { refused, states } = await saveChanges(
          { db: tx, now },
          { projectId, reviewerId: reader.id },
          by,
          changes,
        );
        if (refused[0]) throw new DomainError("InvalidState", `A case changed meanwhile: ${refused[0].reason}`);
        readings += states.length;
      }
    }
    await appendAudit(tx, now(), {
      actor,
      projectId,
      action: "campaign.simulate",
      subject: "campaign",
      subjectId: at.campaignId,
      facts: { readers: added.map(({ name }) => name), seed: simulation.seed, readings, checker: NOTE_CHECKER.id },
    });
    return { readers: added.map(({ id, name }) => ({ id, name })), readings, checker: NOTE_CHECKER };
  });
}
