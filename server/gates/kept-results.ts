import type { Sql } from "@/db/database";
import type { GateResult } from "@/domain/gates/gate-result";
import type { Preferences } from "@/domain/preferences/compute-preferences";
import type { CampaignOf } from "./read-gate-campaign";

const MOST_KEPT = 20;

/** Changes with everything that a result rests on; rows are only ever added, taken out or superseded. */
export async function fingerprintOf(sql: Sql, { projectId, campaignId }: CampaignOf): Promise<string> {
  const [found] = await sql<{ print: string }[]>`
    select concat_ws(' ',
      (select concat(count(*), ' ', sum(version), ' ', max(created_at), ' ', max(id)) from assessment
        where campaign_id = ${campaignId} and current),
      (select concat(count(*), ' ', sum(version), ' ', max(created_at), ' ', max(id)) from adjudication
        where campaign_id = ${campaignId} and current),
      (select max(version) from gate_rule where campaign_id = ${campaignId}),
      (select concat(count(*), ' ', sum(weight), ' ', count(withdrawn_at), ' ', max(withdrawn_at)) from campaign_case
        where campaign_id = ${campaignId}),
      (select concat(count(*), ' ', max(changed_at)) from campaign_state_change where campaign_id = ${campaignId})
    ) as print from campaign where id = ${campaignId} and project_id = ${projectId}`;
  return found?.print ?? "";
}

/** Computes a result once for each state of what it rests on; those who ask meanwhile wait for the same work. */
function createKeeper<Result>() {
  /** Newest last. */
  const kept = new Map<string, { fingerprint: string; result: Promise<Result> }>();
  return async (name: string, fingerprint: string, compute: () => Promise<Result>): Promise<Result> => {
    const found = kept.get(name);
    if (found?.fingerprint === fingerprint) return found.result;
    const result = compute();
    kept.delete(name);
    kept.set(name, { fingerprint, result });
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(oldest);
    }
    try {
      return await result;
    } catch (error) {
      if (kept.get(name)?.result === result) kept.delete(name);
      throw error;
    }
  };
}

export const keepResult = createKeeper<GateResult>();
export const keepPreferences = createKeeper<Preferences>();
export const keepSettling = createKeeper<{ open: number; settled: number }>();
