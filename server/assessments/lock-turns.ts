import { and, asc, eq, inArray } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Transaction } from "@/db/database";
import { assignment } from "@/db/schema/assessments";
import { campaign, campaignCase, campaignReviewer, reviewText } from "@/db/schema/campaigns";
import type { ReaderAt } from "./reader";

const note = alias(reviewText, "note_text");
const source = alias(reviewText, "source_text");

/** Whose turns they are: a person's, or those of one row of readers, as of a simulation that is no person. */
export type TurnOwner = ReaderAt | { projectId: string; reviewerId: string };

const ownTurns = (owner: TurnOwner, ids: readonly string[]) =>
  and(
    eq(assignment.projectId, owner.projectId),
    inArray(assignment.id, [...ids]),
    "userId" in owner ? eq(campaignReviewer.userId, owner.userId) : eq(campaignReviewer.id, owner.reviewerId),
    eq(campaignReviewer.role, "reader"),
  );

/**
 * The viewer's turns with all that a save is checked against. Rounds are locked before turns, and turns in the order
 * of their ids: a close waits for saves under way and later ones see it, and two saves of one case follow each other.
 */
export async function lockTurns(tx: Transaction, owner: TurnOwner, ids: readonly string[]) {
  const rounds = tx
    .selectDistinct({ id: assignment.campaignId })
    .from(assignment)
    .innerJoin(campaignReviewer, eq(campaignReviewer.id, assignment.reviewerId))
    .where(ownTurns(owner, ids));
  const lockedRounds = tx
    .select({ id: campaign.id, state: campaign.state, protocol: campaign.protocol, design: campaign.design })
    .from(campaign)
    .where(inArray(campaign.id, rounds))
    .orderBy(asc(campaign.id))
    .for("share");
  const lockedTurns = tx
    .select({
      id: assignment.id,
      projectId: assignment.projectId,
      campaignId: assignment.campaignId,
      caseId: assignment.caseId,
      reviewerId: assignment.reviewerId,
      state: assignment.state,
      leasedUntil: assignment.leasedUntil,
      submittedAt: assignment.submittedAt,
      removedAt: campaignReviewer.removedAt,
      practisedAt: campaignReviewer.practisedAt,
      kind: campaignCase.kind,
      noteDigest: campaignCase.noteDigest,
      otherNoteDigest: campaignCase.otherNoteDigest,
      note: note.text,
      source: source.text,
    })
    .from(assignment)
    .innerJoin(campaignReviewer, eq(campaignReviewer.id, assignment.reviewerId))
    .innerJoin(campaignCase, eq(campaignCase.id, assignment.caseId))
    .innerJoin(note, and(eq(note.projectId, campaignCase.projectId), eq(note.digest, campaignCase.noteDigest)))
    .innerJoin(source, and(eq(source.projectId, campaignCase.projectId), eq(source.digest, campaignCase.sourceDigest)))
    .where(ownTurns(owner, ids))
    .orderBy(asc(assignment.id))
    .for("update", { of: assignment });
  // Sent together and run in this order, as they share a connection.
  const [campaigns, turns] = await Promise.all([lockedRounds, lockedTurns]);
  const byId = new Map(campaigns.map((each) => [each.id, each]));
  return turns.flatMap((turn) => {
    const round = byId.get(turn.campaignId);
    return round ? [{ ...turn, round }] : [];
  });
}

export type LockedTurn = Awaited<ReturnType<typeof lockTurns>>[number];
