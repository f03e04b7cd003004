import type { Sql } from "@/db/database";
import { CAMPAIGN_RULES, CAMPAIGN_STATES } from "@/domain/campaigns/campaign-rules";
import type { PairProvenance, PairSide } from "@/domain/pairs/pair-provenance";

/** States in which everybody may see what single readers said. */
export const SHOWN_STATES = CAMPAIGN_STATES.filter((state) => CAMPAIGN_RULES[state].readingsShown);

type Rested = { provenance: PairProvenance | null; assessmentIds: string[]; generationIds: string[] };

async function restsOnOpenRound(sql: Sql, projectId: string, { provenance, assessmentIds }: Rested): Promise<boolean> {
  const named = [provenance?.chosen.campaign, provenance?.rejected.campaign].flatMap((id) => id ?? []);
  const [found] = await sql`
    select 1 from campaign
    where project_id = ${projectId} and state <> all(${SHOWN_STATES}) and (id = any(${named}) or id in (
      select campaign_id from assessment where project_id = ${projectId} and id = any(${assessmentIds})))
    limit 1`;
  return found !== undefined;
}

const blindSide = (side: PairSide): PairSide => ({ ...side, generation: null, arm: null });

/** A pair of a round that was opened again does not say who read its notes and whose they are, until it is closed. */
export async function blindPair<Pair extends Rested>(sql: Sql, projectId: string, pair: Pair): Promise<Pair> {
  if (!(await restsOnOpenRound(sql, projectId, pair))) return pair;
  const { provenance } = pair;
  return {
    ...pair,
    generationIds: [],
    provenance: provenance && {
      ...provenance,
      ...{ chosen: blindSide(provenance.chosen), rejected: blindSide(provenance.rejected) },
      ...{ reviewers: [], adjudications: [] },
    },
  };
}
