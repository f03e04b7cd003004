import { and, eq, inArray } from "drizzle-orm";
import { run } from "@/db/schema/runs";
import { compareSeeds } from "@/domain/studies/compare-seeds";
import { compareEmpty, compareSides } from "@/domain/studies/compare-sides";
import { NODE_CONFIGS } from "@/domain/studies/node-plan";
import type { SideComparison, Tested } from "@/domain/studies/study-result";
import { readRule, requireCampaign } from "../gates/read-gate-campaign";
import type { Advancing } from "./node-move";
import { pairNotes } from "./pair-notes";
import { readEmptyNotes } from "./read-empty-notes";
import { madeBy, type NodeRow, requireMade, type StudyGraph, type StudyOf } from "./read-graph";
import { type MeasuredRound, readMeasuredRound } from "./read-paired-notes";

type Reading = Pick<Advancing, "db" | "sql">;
type At = { of: StudyOf; graph: StudyGraph; node: NodeRow };

const LEVEL = 0.95;
const RESAMPLES = 9_999;

/** What wrote the notes is named by its training, which has the same name in its sweep. */
async function nameTrainings({ db }: Reading, { of, graph, node }: At): Promise<(string | null)[]> {
  const { after } = NODE_CONFIGS.comparison.parse(node.config);
  const trainings = after.map(
    ({ node: writes, made }) =>
      graph.made.find((row) => row.nodeKey === writes.replace("write-after", "train") && row.name === made)?.thingId,
  );
  const ids = trainings.flatMap((id) => id ?? []);
  const trained = await db
    .select({ id: run.id, name: run.name })
    .from(run)
    .where(and(eq(run.projectId, of.projectId), inArray(run.id, ids)));
  return trainings.map((wanted) => trained.find(({ id }) => id === wanted)?.name ?? null);
}

const seedOf = (made: string): number | null => {
  const found = /seed(\d+)$/.exec(made)?.[1];
  return found === undefined ? null : Number(found);
};

async function compare(
  services: Reading,
  at: At,
  measured: MeasuredRound,
  options: Parameters<typeof compareSides>[1],
): Promise<{ sides: SideComparison[]; overSeeds: Tested | null }> {
  const config = NODE_CONFIGS.comparison.parse(at.node.config);
  const before = requireMade(at.graph, config.before).thingId;
  const names = await nameTrainings(services, at);
  const written = config.after.map((source) => requireMade(at.graph, source));
  const empty = await readEmptyNotes(services, at.of, [before, ...written.map(({ thingId }) => thingId)]);
  const pairings = written.map(({ thingId: after, name }, place) => ({
    ...{ made: name, name: names[place] ?? name, ...pairNotes(measured, empty, { before, after }) },
  }));
  const sides = pairings.map(({ made, name, notes, excluded, ...pairing }) => ({
    ...{ ...compareSides(notes, options), seed: seedOf(made), name, excluded },
    empty: compareEmpty(pairing, options),
  }));
  const overSeeds = compareSeeds(
    pairings.map(({ notes }) => notes),
    options,
  );
  return { sides, overSeeds };
}

/** One comparison as its closed round says; null where it is not closed yet. */
export async function readAttempt(services: Reading, at: At) {
  const { of, graph, node } = at;
  const [round] = madeBy(graph, NODE_CONFIGS.comparison.parse(node.config).campaign);
  if (!round) return null;
  const campaign = await requireCampaign(services.db, { projectId: of.projectId, campaignId: round.thingId });
  if (campaign.state !== "closed") return null;
  const { rule, version } = await readRule(services.db, campaign);
  const measured = await readMeasuredRound(services, { ...of, campaignId: campaign.id }, campaign, rule);
  const options = { unit: rule.unit, level: LEVEL, resamples: RESAMPLES, seed: campaign.design.seed };
  const compared = await compare(services, at, measured, options);
  return { node, campaign, ruleVersion: version, unit: rule.unit, readers: measured.kind, ...compared };
}

export type Attempt = NonNullable<Awaited<ReturnType<typeof readAttempt>>>;
