import { tmpdir } from "node:os";
import { and, asc, eq, inArray } from "drizzle-orm";
import { buildPairSet } from "@/server/pairs/build-pair-set";
import { changeDraft } from "@/server/pairs/change-draft";
import { campaign } from "../../../schema/campaigns";
import { pairDraft } from "../../../schema/pairs";
import { type Seed, secondsBefore } from "../../seed-services";
import { READ_ROUNDS } from "../read-rounds";

export const DRAFTED_PAIRS = "What round 4 taught";

/** A draft of what readers said of two models' notes, with one pair edited and one left out. */
export async function writeDraftedPairs(seed: Seed): Promise<void> {
  const { db, sql, projectId, userId, now } = seed;
  const rounds = await db
    .select({ id: campaign.id })
    .from(campaign)
    .where(and(eq(campaign.projectId, projectId), inArray(campaign.name, [READ_ROUNDS.failed.name])));
  const at = secondsBefore(now, 40 * 3_600);
  const services = { db, sql, now: () => at, home: tmpdir() };
  const scope = { projectId, actor: { id: userId, name: "Dev Ermin", by: "terminal" as const } };
  const { id: pairSetId } = await buildPairSet(
    services,
    { ...scope, name: DRAFTED_PAIRS },
    {
      origins: ["correction", "generations"],
      campaigns: rounds.map(({ id }) => id),
      conflicts: "majority",
      pairsPerPrompt: 2,
    },
  );
  const [first, second] = await db
    .select()
    .from(pairDraft)
    .where(eq(pairDraft.pairSetId, pairSetId))
    .orderBy(asc(pairDraft.position))
    .limit(2);
  if (!first || !second) throw new Error("The round that was read made fewer than two pairs.");
  const reasons = ["The follow-up was not said either.", "The dialogue leaves it open."] as const;
  const { chosen, rejected, hChosen, hRejected } = first;
  await changeDraft(
    services,
    scope,
    { projectId, pairSetId, draftId: first.id },
    {
      version: first.version,
      edit: {
        ...{ kind: "edit", chosen, hChosen, hRejected, reason: reasons[0] },
        rejected: `${rejected} A follow-up appointment was arranged in 2 weeks.`,
      },
    },
  );
  await changeDraft(
    services,
    scope,
    { projectId, pairSetId, draftId: second.id },
    {
      version: second.version,
      edit: { kind: "exclude", reason: reasons[1] },
    },
  );
}
