import { and, desc, eq, gt, sql } from "drizzle-orm";
import { campaign } from "@/db/schema/campaigns";
import { gate } from "@/db/schema/gates";
import { describeEstimate } from "@/domain/format/estimate";
import type { GateResult } from "@/domain/gates/gate-result";
import type { GateVerdict } from "@/domain/gates/gate-rule";
import { NODE_CONFIGS, type NodeConfig } from "@/domain/studies/node-plan";
import { whyStillUndecided } from "@/domain/studies/undecided-words";
import { readCampaignResult } from "../gates/read-campaign-result";
import { appendMoreEpochs } from "./append-more-epochs";
import type { Look, Move } from "./node-move";
import { madeBy } from "./read-graph";

/** "18.0 % (9.7–29.3), 50 notes". */
function headlineOf({ rate }: GateResult): string | null {
  const words = describeEstimate(rate, { scale: "share" });
  return words && `${words.value}${words.interval ? ` (${words.interval})` : ""}, ${words.sample}`;
}

/** The newest signature that was given since the round was last closed. */
async function readSignature({ tx, of }: Look, campaignId: string, closedAt: Date) {
  const [signed] = await tx
    .select({ decision: gate.decision, name: gate.signedName })
    .from(gate)
    .where(and(eq(gate.projectId, of.projectId), eq(gate.campaignId, campaignId), gt(gate.signedAt, closedAt)))
    .orderBy(desc(gate.signedAt))
    .limit(1);
  return signed ?? null;
}

/** Sources of the round's frame that were not drawn. */
async function countLeft({ tx, of }: Look, campaignId: string): Promise<number> {
  const rows = await tx.execute<{ left: number }>(sql`
    select (c.frame ->> 'items')::int - (select count(distinct s.item)::int from campaign_case s
      where s.campaign_id = c.id and s.kind = 'sample') as left
    from campaign c where c.project_id = ${of.projectId} and c.id = ${campaignId}`);
  return rows[0]?.left ?? 0;
}

async function decide(look: Look, verdict: GateVerdict, headline: string | null, by: string): Promise<Move> {
  if (verdict === "fail") await appendMoreEpochs(look);
  return { to: "done", verdict, headline, step: null, why: by };
}

type Waiting = { round: string; result: GateResult; signed: { name: string } | null; config: NodeConfig<"gate"> };

/** Whose word is missing, and what would decide what is undecided. */
async function sayWaiting(look: Look, { round, result, signed, config }: Waiting): Promise<string> {
  const wanted = config.signature ? `The rule says ${result.verdict}. Waits for a signature.` : "";
  const whose = signed ? `${signed.name} signed it as undecided.` : wanted;
  if (result.verdict !== "undecided") return signed ? `${whose} Sign another decision to go on.` : whose;
  return [whose, whyStillUndecided(result, await countLeft(look, round))].filter(Boolean).join(" ");
}

/** Moves on by the signed decision where one is needed, else by the rule's verdict once the round is closed. */
export async function advanceGate(look: Look): Promise<Move | null> {
  const { tx, of, graph, node, services } = look;
  const config = NODE_CONFIGS.gate.parse(node.config);
  const [round] = madeBy(graph, config.campaign);
  if (!round) return null;
  const [row] = await tx
    .select({ state: campaign.state, closedAt: campaign.closedAt })
    .from(campaign)
    .where(and(eq(campaign.projectId, of.projectId), eq(campaign.id, round.thingId)));
  if (!row) return { to: "failed", why: "The round is gone.", remedy: "Run the reading again." };
  if (row.state !== "closed" || !row.closedAt) {
    return { to: "people", why: "The round was opened again. Close it, and the gate is computed anew." };
  }
  const { result } = await readCampaignResult(services, { ...of, campaignId: round.thingId });
  if (!result) return { to: "failed", why: "The round has no result.", remedy: "Run the reading again." };
  const headline = headlineOf(result);
  const signed = await readSignature(look, round.thingId, row.closedAt);
  const goesOn = (verdict: GateVerdict) => verdict !== "undecided" || config.undecided === "go-on";
  if (signed && goesOn(signed.decision)) return decide(look, signed.decision, headline, `Signed by ${signed.name}.`);
  if (!signed && !config.signature && goesOn(result.verdict)) {
    const simulated =
      result.kind === "simulated" ? "Readers were simulated; no person decided." : "By the rule's verdict.";
    return decide(look, result.verdict, headline, simulated);
  }
  const verdict = signed || !config.signature ? "undecided" : null;
  return {
    to: "people",
    headline,
    verdict,
    why: await sayWaiting(look, { round: round.thingId, result, signed, config }),
  };
}
