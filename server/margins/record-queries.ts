import type { SqlClient } from "@/db/database";
import { BUCKETS, type Bucket, type PairRecord } from "@/domain/margins/pair-record";

export type MarginsOf = { projectId: string; runId: string };
export type RecordSplit = "train" | "validation";

/**
 * Of each split and step the records of the newest attempt that has them; what lies behind the step at which a later
 * attempt resumed does not show.
 */
export const visibleRecords = (sql: SqlClient, { projectId, runId }: MarginsOf) => sql`
  select r.* from (
    select b.*, max(b.attempt) over (partition by b.split, b.step) as newest
      from pair_records b
      left join lateral (
        select min(coalesce(later.resumed_from_step, -1)) as step from run_attempt later
         where later.run_id = b.run_id and later.attempt > b.attempt and later.sequence > 0
      ) cut on true
     where b.project_id = ${projectId} and b.run_id = ${runId} and (cut.step is null or b.step <= cut.step)
  ) r where r.attempt = r.newest`;

/** One row a pair: `margin` is m in nats, `bucket` both labels. */
export const eachPair = (sql: SqlClient, of: MarginsOf, at: { split: RecordSplit; steps: readonly number[] | null }) =>
  sql`
  select v.step, u.*, (u.logp_w - u.ref_w) - (u.logp_l - u.ref_l) as margin, u.h_w::text || u.h_l::text as bucket
    from (${visibleRecords(sql, of)}) v
   cross join unnest(v.pairs, v.logp_chosen, v.logp_rejected, v.reference_chosen, v.reference_rejected,
                     v.tokens_chosen, v.tokens_rejected, v.h_chosen, v.h_rejected, v.flipped)
      as u(pair, logp_w, logp_l, ref_w, ref_l, len_w, len_l, h_w, h_l, flipped)
   where v.split = ${at.split} ${at.steps ? sql`and v.step = any(${[...at.steps]})` : sql``}`;

export type RecordedStep = { split: RecordSplit; step: number; delta: number; pairs: number };

export async function listRecordedSteps(sql: SqlClient, of: MarginsOf): Promise<RecordedStep[]> {
  return sql<RecordedStep[]>`
    select split, step, max(delta) as delta, sum(cardinality(pairs))::int as pairs
      from (${visibleRecords(sql, of)}) v group by split, step order by split desc, step`;
}

/** Pairs of one step with their patient or document; a pair that is no example here stands for itself. */
export async function readRecords(
  sql: SqlClient,
  of: MarginsOf,
  at: { split: RecordSplit; step: number },
): Promise<PairRecord[]> {
  return sql<PairRecord[]>`
    select p.pair, coalesce(e.group_key, p.pair) as "group", p.logp_w as "logpChosen", p.logp_l as "logpRejected",
           p.ref_w as "referenceChosen", p.ref_l as "referenceRejected", p.len_w as "tokensChosen",
           p.len_l as "tokensRejected", p.h_w as "hChosen", p.h_l as "hRejected", p.flipped
      from (${eachPair(sql, of, { split: at.split, steps: [at.step] })}) p
      left join example e on e.project_id = ${of.projectId} and e.id = p.pair
     order by p.pair`;
}

export const BAND_QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;
export type MarginBand = { bucket: Bucket; step: number; pairs: number; quantiles: number[] };

/** Quantiles of the margin at every recorded step, linear between neighbours as NumPy's default. */
export async function readBands(sql: SqlClient, of: MarginsOf, split: RecordSplit): Promise<MarginBand[]> {
  const bands = await sql<MarginBand[]>`
    select bucket, step, count(*)::int as pairs,
           percentile_cont(${[...BAND_QUANTILES]}::float8[]) within group (order by margin) as quantiles
      from (${eachPair(sql, of, { split, steps: null })}) p
     group by bucket, step order by bucket, step`;
  return bands.filter(({ bucket }) => BUCKETS.includes(bucket));
}
