import { and, eq } from "drizzle-orm";
import { campaign } from "@/db/schema/campaigns";
import type { CampaignState } from "@/domain/campaigns/campaign-rules";
import { formatCounted } from "@/domain/format/number";
import type { GateRule } from "@/domain/gates/gate-rule";
import { NODE_CONFIGS, type NodeConfig } from "@/domain/studies/node-plan";
import { createCampaign } from "../campaigns/create-campaign";
import { readArmNames } from "../campaigns/frames/arm-names";
import { readProgress } from "../campaigns/progress-queries";
import { simulateReaders } from "../campaigns/simulate-readers";
import { steerCampaign } from "../campaigns/steer-campaign";
import { DomainError } from "../errors";
import { storeGateRule } from "../gates/store-gate-rule";
import type { Look, Move } from "./node-move";
import { madeBy, requireMade } from "./read-graph";
import { refuseChangedNotes } from "./refuse-changed-notes";

type Config = NodeConfig<"campaign">;

async function ruleFor(
  { tx, of, graph }: Look,
  { rule, decidesOn }: Config,
  runIds: readonly string[],
): Promise<GateRule> {
  if (!decidesOn) return rule;
  const arms = await readArmNames(tx, of.projectId, runIds);
  return { ...rule, arm: arms.get(requireMade(graph, decidesOn).thingId) ?? null };
}

/** A draft with its rule; the sample, its texts and the order of turns are drawn here. */
async function createRound(look: Look, config: Config): Promise<Move> {
  const { tx, of, graph, actor, services } = look;
  const runs = config.reads.map((source) => requireMade(graph, source).thingId);
  if (config.paired) await refuseChangedNotes(tx, of, runs);
  const { name, title, protocol, design, readers } = config;
  const inside = { db: tx, now: services.now };
  const scope = { projectId: of.projectId, actor };
  const { id, cases } = await createCampaign(inside, scope, {
    ...{ name, title, protocol, design, controls: [] },
    source: { from: "generations", runs },
    readers: readers.kind === "people" ? readers.people : [],
  });
  const rule = await ruleFor(look, config, runs);
  await storeGateRule(inside, { ...of, campaignId: id }, { rule, reason: null, after: 0 }, actor);
  const made = [{ kind: "campaign" as const, name: "round", thingId: id }];
  return { to: "working", step: "open", made, headline: formatCounted(cases, "case") };
}

/** People begin; where something is missing, the round stays a draft and says what. */
async function openRound({ tx, of, actor, services }: Look, id: string, simulated: boolean): Promise<Move> {
  const opening = { campaign: id, action: "open" as const, reason: null };
  const scope = { projectId: of.projectId, actor };
  try {
    const inside = { db: tx, now: services.now };
    await steerCampaign(inside, scope, { ...opening, ...(simulated ? { simulated } : {}) });
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind !== "InvalidState") throw error;
    const missing = error.problems.map(({ what }) => what).join(" ");
    return { to: "people", step: "open", why: `The round cannot be opened yet. ${missing || error.message}` };
  }
  return simulated ? { to: "working", step: "read" } : { to: "people", step: "read" };
}

async function simulate({ tx, of, actor, services }: Look, id: string, { readers }: Config): Promise<Move> {
  if (readers.kind !== "simulated") return { to: "people", step: "read" };
  const inside = { db: tx, sql: services.sql, now: services.now, python: services.python };
  const scope = { projectId: of.projectId, actor };
  await simulateReaders(inside, scope, { campaign: id, readers: readers.skills, seed: readers.seed });
  await steerCampaign({ db: tx, now: services.now }, scope, { campaign: id, action: "close", reason: null });
  return { to: "done", step: null, why: null };
}

async function waitForPeople({ tx }: Look, id: string): Promise<Move> {
  const progress = (await readProgress(tx, [id])).get(id) ?? { done: 0, total: 0 };
  const read = `${progress.done} of ${formatCounted(progress.total, "reading")} done`;
  const all = progress.total > 0 && progress.done >= progress.total;
  const why = all ? `Everything is read (${read}). Close the round.` : `Waits for readers: ${read}.`;
  return { to: "people", step: "read", why };
}

/** What a round in this state is to be brought to by itself. */
const STEP_IN: Readonly<Partial<Record<CampaignState, string>>> = { draft: "open", open: "read" };

/** Refused once, simulated readers are not asked again before the round has changed. */
function isUnchanged({ node }: Look, state: CampaignState): boolean {
  const step = STEP_IN[state];
  return node.state === "failed" && step !== undefined && (node.step ?? step) === step;
}

/** Makes a round, opens it, and waits until it is closed: by people, or at once where simulations read. */
export async function advanceCampaign(look: Look): Promise<Move | null> {
  const { tx, of, graph, node } = look;
  const config = NODE_CONFIGS.campaign.parse(node.config);
  if (node.state === "waiting") return createRound(look, config);
  const [made] = madeBy(graph, node.key);
  if (!made) return null;
  const [found] = await tx
    .select({ state: campaign.state })
    .from(campaign)
    .where(and(eq(campaign.projectId, of.projectId), eq(campaign.id, made.thingId)));
  if (!found) return { to: "failed", why: "The round was discarded.", remedy: "Run this node again." };
  if (found.state === "closed") return { to: "done", step: null, why: null };
  const simulated = config.readers.kind === "simulated";
  if (simulated && isUnchanged(look, found.state)) return null;
  if (found.state === "draft") return openRound(look, made.thingId, simulated);
  if (simulated && found.state === "open") return simulate(look, made.thingId, config);
  if (found.state === "paused") return { to: "people", step: "read", why: "The round is paused. Resume it." };
  return waitForPeople(look, made.thingId);
}
