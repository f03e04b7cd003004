import { and, eq } from "drizzle-orm";
import { type CampaignRequestInput, campaignRequestSchema } from "@/domain/campaigns/campaign-request";
import { type GateRule, gateRuleSchema } from "@/domain/gates/gate-rule";
import { createCampaign } from "@/server/campaigns/create-campaign";
import { steerCampaign } from "@/server/campaigns/steer-campaign";
import { storeGateRule } from "@/server/gates/store-gate-rule";
import type { Database } from "../../database";
import { campaign } from "../../schema/campaigns";
import { createRandom } from "../random";
import { ensureReader } from "../seed-people";
import { seedId } from "../seed-services";
import { type Manner, readTurns } from "./read-rounds/read-turns";
import { STUDY } from "./sample-study";

const DAY = 86_400_000;

const READERS: readonly { name: string; manner: Manner }[] = [
  { name: "Ines Reader", manner: { finds: 0.96, invents: 0.01, agreesOnType: 0.85, seconds: 48 } },
  { name: "Jon Reader", manner: { finds: 0.82, invents: 0.04, agreesOnType: 0.7, seconds: 31 } },
];

type ReadRound = Pick<CampaignRequestInput, "source" | "design" | "protocol"> & {
  name: string;
  title: string;
  rule: Partial<GateRule>;
  /** The rule of later, with its reason; none where it stood as planned. */
  later?: { rule: Partial<GateRule>; reason: string };
  share: number;
  close: boolean;
  seed: number;
};

const tuned = { from: "generations" as const, runs: [STUDY.generateTuned] };

/** One for each thing that a gate can say. */
export const READ_ROUNDS = {
  undecided: {
    ...{ name: "Tuned model, first look", title: "Clinical notes, round 2", source: tuned, seed: 21 },
    design: { sampling: { how: "random", size: 24 }, overlap: 0.8, repeats: 0.1, distance: 4 },
    rule: { threshold: 0.35, guards: { majorRate: null, omissionsPerNote: { atMost: 0.5 }, lengthRatio: null } },
    ...{ share: 1, close: true },
  },
  passed: {
    ...{ name: "References, as a check", title: "Clinical notes, round 3", seed: 34 },
    source: { from: "version", version: seedId("notes-v", 2) },
    design: { sampling: { how: "random", size: 80 }, overlap: 1, repeats: 0, distance: 0 },
    rule: { threshold: 0.1 },
    later: { rule: { threshold: 0.15 }, reason: "The board asked for the limit that the other rounds have." },
    ...{ share: 1, close: true },
  },
  failed: {
    ...{ name: "Base against tuned", title: "Clinical notes, round 4", seed: 55 },
    source: { from: "generations", runs: [STUDY.generateBase, STUDY.generateTuned] },
    design: { sampling: { how: "random", size: 25 }, overlap: 0.5, repeats: 0, distance: 6 },
    rule: { guards: { majorRate: { atMost: 0.05 }, omissionsPerNote: null, lengthRatio: null } },
    ...{ share: 1, close: true },
  },
  running: {
    ...{ name: "Tuned model, looked at as it goes", title: "Clinical notes, round 5", source: tuned, seed: 89 },
    design: { sampling: { how: "random", size: 40 }, overlap: 0, repeats: 0, distance: 0 },
    rule: { looks: "sprt", severity: "major" },
    ...{ share: 0.4, close: false },
  },
} as const satisfies Record<string, ReadRound>;

type Scope = { projectId: string; actor: { id: string; name: string; by: "terminal" } };

async function writeRound(db: Database, scope: Scope, round: ReadRound, now: Date): Promise<void> {
  const at = (days: number) => new Date(now.getTime() - days * DAY);
  const random = createRandom(round.seed);
  const readers = [];
  for (const { name, manner } of READERS) {
    readers.push({ name, manner, userId: await ensureReader(db, scope.projectId, name) });
  }
  const { name, title, source, protocol, design } = round;
  const request = campaignRequestSchema.parse({
    ...{ name, title, source, protocol, design: { seed: round.seed, ...design } },
    readers: readers.map(({ userId }) => ({ userId, hoursPerWeek: 3 })),
  });
  const { id } = await createCampaign({ db, now: () => at(12) }, scope, request);
  const of = { projectId: scope.projectId, campaignId: id };
  const store = (rule: Partial<GateRule>, reason: string | null, { after, days }: { after: number; days: number }) =>
    storeGateRule(
      { db, now: () => at(days) },
      of,
      { rule: gateRuleSchema.parse({ unit: request.protocol.unit, ...rule }), reason, after },
      scope.actor,
    );
  await store(round.rule, null, { after: 0, days: 11 });
  await steerCampaign({ db, now: () => at(10) }, scope, { campaign: id, action: "open", reason: null });
  for (const { name: who, manner, userId } of readers) {
    const reading = { ...of, campaign: id, userId, name: who, protocol: request.protocol };
    await readTurns(db, reading, { manner, share: round.share, begin: at(9), random });
  }
  if (round.later) await store(round.later.rule, round.later.reason, { after: 1, days: 3 });
  if (round.close) {
    await steerCampaign({ db, now: () => at(2) }, scope, { campaign: id, action: "close", reason: null });
  }
}

/** Rounds that were read: undecided, passed, failed, and one that is looked at as it goes. False where they stand. */
export async function writeReadRounds(
  db: Database,
  { projectId, userId, now }: { projectId: string; userId: string; now: Date },
): Promise<boolean> {
  const known = and(eq(campaign.projectId, projectId), eq(campaign.name, READ_ROUNDS.undecided.name));
  const [stands] = await db.select({ id: campaign.id }).from(campaign).where(known);
  if (stands) return false;
  const scope = { projectId, actor: { id: userId, name: "Dev Ermin", by: "terminal" as const } };
  for (const round of Object.values(READ_ROUNDS)) await writeRound(db, scope, round, now);
  return true;
}
