import type { Transaction } from "@/db/database";
import type { AssessmentChange } from "@/domain/assessments/assessment-change";
import { checkChange } from "@/domain/assessments/check-change";
import type { Saved } from "@/domain/assessments/review-answer";
import { type AuditActor, appendAudit } from "../audit/append-audit";
import type { Services } from "../context";
import { prolongLeases } from "./leases";
import { type LockedTurn, lockTurns, type TurnOwner } from "./lock-turns";
import { type Refused, readChanges } from "./read-changes";
import { scorePracticeRound } from "./score-practice-round";
import { type Settled, settleTurn } from "./settle-turn";
import { factOfChange, storeChanges } from "./store-changes";

const NOT_YOURS = {
  reason: "There is no such case of yours; its round may have been discarded.",
  remedy: "Nothing can take it any longer. Copy what you need, then drop it.",
};

function sortOut(changes: readonly AssessmentChange[], turns: ReadonlyMap<string, LockedTurn>) {
  const fit: AssessmentChange[] = [];
  const refused: Refused[] = [];
  for (const change of changes) {
    const turn = turns.get(change.assignmentId);
    const refusal = turn ? checkChange(change, turn.round.protocol, turn) : NOT_YOURS;
    if (refusal) refused.push({ id: change.id, ...refusal });
    else fit.push(change);
  }
  return { fit, refused };
}

async function holdOn(tx: Transaction, turns: readonly LockedTurn[], now: Date): Promise<void> {
  const readers = new Map(
    turns
      .filter(({ round, leasedUntil, removedAt }) => round.state !== "closed" && leasedUntil !== null && !removedAt)
      .map(({ reviewerId, round }) => [reviewerId, { reviewerId, design: round.design }]),
  );
  for (const reader of readers.values()) await prolongLeases(tx, reader, now);
}

/**
 * Takes what a reader did, in whatever order and however often it comes. Each change is kept, or refused by itself
 * with a reason; what was kept is folded into the assessments of its cases in the same transaction.
 */
export async function saveChanges(
  { db, now }: Pick<Services, "db" | "now">,
  owner: TurnOwner,
  actor: AuditActor,
  sent: readonly Readonly<Record<string, unknown>>[],
): Promise<Saved> {
  const { changes, refused } = readChanges(sent);
  return db.transaction(async (tx) => {
    const found = await lockTurns(tx, owner, [...new Set(changes.map(({ assignmentId }) => assignmentId))]);
    const turns = new Map(found.map((turn) => [turn.id, turn]));
    const sorted = sortOut(changes, turns);
    const stored = await storeChanges(tx, owner.projectId, sorted.fit, now());
    const kept = new Set(stored.acknowledged);
    const touched = new Set(sorted.fit.filter(({ id }) => kept.has(id)).map(({ assignmentId }) => assignmentId));
    const settled: Settled[] = [];
    for (const turn of found) if (touched.has(turn.id)) settled.push(await settleTurn(tx, turn, actor, now()));
    await holdOn(tx, found, now());
    await scorePracticeRound(tx, found, now());
    const facts = [...stored.added.map((row) => factOfChange(actor, row)), ...settled.flatMap((each) => each.facts)];
    if (facts.length > 0) await appendAudit(tx, now(), ...facts);
    return {
      acknowledged: stored.acknowledged,
      refused: [...refused, ...sorted.refused, ...stored.refused],
      states: settled.map(({ told }) => told),
    };
  });
}
