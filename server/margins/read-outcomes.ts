import { undefineEstimate } from "@/domain/comparison/make-estimate";
import type { Estimate } from "@/domain/estimate";
import { RATE } from "@/domain/gates/estimate-rate";
import type { PairPreference } from "@/domain/preferences/compute-preferences";
import type { Services } from "../context";
import { readCampaignResult } from "../gates/read-campaign-result";
import { readPreferences } from "../gates/read-preferences";
import { listReadRounds } from "./sweep-queries";

/** What readers said of the notes of a model that a run made; from its newest closed round. */
export type Outcome = {
  hallucination: Estimate;
  winRate: Estimate;
  /** Whom it won against. */
  against: string | null;
  /** Simulated readers are never shown as people. */
  readers: string | null;
  campaign: string | null;
};

const nothing = (definition: string, reason: string) => undefineEstimate({ definition, n: 0, unit: "note" }, reason);
const UNREAD: Outcome = {
  hallucination: nothing(RATE, "nobody has read this model’s notes in a round that is closed"),
  winRate: nothing(
    "preference.share_ties_halved@1",
    "nobody has compared this model’s notes in a round that is closed",
  ),
  against: null,
  readers: null,
  campaign: null,
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

function winOf(pairs: readonly PairPreference[], arm: string): Pick<Outcome, "winRate" | "against"> | null {
  const found = pairs.find(({ arms }) => arms.includes(arm));
  if (!found) return null;
  const [first, second] = found.arms;
  return first === arm
    ? { winRate: found.tiesHalved, against: second }
    : { winRate: turned(found.tiesHalved), against: first };
}

export async function readOutcomes(
  services: Pick<Services, "db" | "sql">,
  projectId: string,
  runs: readonly string[],
): Promise<Map<string, Outcome>> {
  const rounds = await listReadRounds(services.sql, projectId, runs);
  const outcomes = new Map<string, Outcome>(runs.map((id) => [id, UNREAD]));
  for (const { runId, campaignId, mode, arm } of rounds) {
    const known = outcomes.get(runId) ?? UNREAD;
    const of = { projectId, campaignId };
    if (mode === "side-by-side") {
      const { pairs, kind } = await readPreferences(services, of, null);
      const win = winOf(pairs, arm);
      if (win) outcomes.set(runId, { ...known, ...win, readers: known.readers ?? kind });
      continue;
    }
    const { result } = await readCampaignResult(services, of);
    const part = result?.byArm.find(({ id }) => id === arm);
    if (result && part) {
      outcomes.set(runId, { ...known, hallucination: part.rate, readers: result.kind, campaign: campaignId });
    }
  }
  return outcomes;
}
