import { undefineEstimate } from "@/domain/comparison/make-estimate";
import type { Estimate } from "@/domain/estimate";
import { RATE } from "@/domain/gates/estimate-rate";
import type { PairPreference } from "@/domain/preferences/compute-preferences";
import type { Services } from "../context";
import { readCampaignResult } from "../gates/read-campaign-result";
import { readPreferences } from "../gates/read-preferences";
import { listReadRounds, type ReadRound } from "./sweep-queries";

/** Whose readings these are, in which round; simulated ones are never shown as people's. */
export type ReadBy = { kind: string; campaign: string };

/** What readers said of the notes of a model that a run made; from its newest closed round of either kind. */
export type Outcome = {
  hallucination: Estimate;
  hallucinationBy: ReadBy | null;
  winRate: Estimate;
  winRateBy: (ReadBy & { against: string }) | null;
};

const HALVED = "preference.share_ties_halved@1";
const nothing = (definition: string, reason: string, unit = "note") =>
  undefineEstimate({ definition, n: 0, unit }, reason);

const UNREAD: Outcome = {
  hallucination: nothing(RATE, "nobody has read this model’s notes in a round that is closed"),
  hallucinationBy: null,
  winRate: nothing(HALVED, "nobody has compared this model’s notes in a round that is closed", "case"),
  winRateBy: null,
};

/** The same share, of the other arm. */
function turned(share: Estimate): Estimate {
  if (share.state === "undefined") return share;
  const { interval, value, numerator, denominator } = share;
  return {
    ...share,
    value: 1 - value,
    numerator: numerator !== null && denominator !== null ? denominator - numerator : null,
    interval: interval && { ...interval, low: 1 - interval.high, high: 1 - interval.low },
  };
}

function winOf(pairs: readonly PairPreference[], arm: string): { winRate: Estimate; against: string } | string {
  const found = pairs.filter(({ arms }) => arms.includes(arm));
  const [only] = found;
  if (!only) return "the round holds no choice of this model’s notes";
  if (found.length > 1) return "the round compares it with several models, so that it has no one win rate";
  const [first, second] = only.arms;
  return first === arm
    ? { winRate: only.tiesHalved, against: second }
    : { winRate: turned(only.tiesHalved), against: first };
}

async function readRound(services: Pick<Services, "db" | "sql">, projectId: string, round: ReadRound) {
  const { campaignId, choices, arm, trained } = round;
  const of = { projectId, campaignId };
  const taught = `${trained} of the notes read there are of patients or documents that its own pairs were made of`;
  if (choices) {
    if (trained > 0) return { winRate: nothing(HALVED, taught, "case") };
    const { pairs, kind } = await readPreferences(services, of, null);
    const win = winOf(pairs, arm);
    if (typeof win === "string") return { winRate: nothing(HALVED, win, "case") };
    return { winRate: win.winRate, winRateBy: { kind, campaign: campaignId, against: win.against } };
  }
  if (trained > 0) return { hallucination: nothing(RATE, taught) };
  const { result } = await readCampaignResult(services, of);
  const part = result?.byArm.find(({ id }) => id === arm);
  return result && part
    ? { hallucination: part.rate, hallucinationBy: { kind: result.kind, campaign: campaignId } }
    : {};
}

export async function readOutcomes(
  services: Pick<Services, "db" | "sql">,
  projectId: string,
  runs: readonly string[],
): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>(runs.map((id) => [id, UNREAD]));
  for (const round of await listReadRounds(services.sql, projectId, runs)) {
    const known = outcomes.get(round.runId) ?? UNREAD;
    outcomes.set(round.runId, { ...known, ...(await readRound(services, projectId, round)) });
  }
  return outcomes;
}
