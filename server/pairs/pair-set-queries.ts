import type { Sql } from "@/db/database";
import type { Split } from "@/domain/datasets/dataset-types";
import type { PairBalance } from "@/domain/pairs/describe-pairs";
import type { Label } from "@/domain/pairs/pair";
import { bucketOf, PAIR_BUCKETS, PAIR_ORIGINS, type PairOrigin } from "@/domain/pairs/pair";
import type { PairSetState } from "@/domain/pairs/pair-set-rules";
import { pairWarnings } from "@/domain/pairs/pair-warnings";
import { type PairSetOf, requirePairSet } from "./lock-pair-set";

export type PairSetListed = {
  id: string;
  name: string;
  state: PairSetState;
  pairs: number;
  left: number;
  origins: PairOrigin[];
  datasetId: string | null;
  datasetVersionId: string | null;
  createdBy: string | null;
  createdAt: Date;
};

/** Newest first; those that were discarded are not shown. */
export async function listPairSets(
  sql: Sql,
  { projectId, cursor, limit }: { projectId: string; cursor: Date | null; limit: number },
) {
  const rows = await sql<PairSetListed[]>`
    select s.id, s.name, s.state, d.pairs, d.left, d.origins, v.dataset_id as "datasetId",
      s.dataset_version_id as "datasetVersionId", u.name as "createdBy", s.created_at as "createdAt"
    from pair_set s
      left join "user" u on u.id = s.created_by
      left join dataset_version v on v.project_id = s.project_id and v.id = s.dataset_version_id
      cross join lateral (
        select count(*) filter (where excluded_reason is null)::int as pairs,
          count(*) filter (where excluded_reason is not null)::int as left,
          coalesce(array_agg(distinct origin), '{}') as origins
        from pair_draft where pair_set_id = s.id) d
    where s.project_id = ${projectId} and s.state <> 'discarded'
      and (${cursor}::timestamptz is null or s.created_at < ${cursor})
    order by s.created_at desc, s.id limit ${limit + 1}`;
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.createdAt ?? null) : null };
}

type Counted = { origin: PairOrigin; split: Split; hChosen: Label; hRejected: Label; flipped: boolean; pairs: number };

async function readBalance(sql: Sql, { projectId, pairSetId }: PairSetOf): Promise<PairBalance> {
  const kept = sql`project_id = ${projectId} and pair_set_id = ${pairSetId} and excluded_reason is null and erased_at is null`;
  const rows = await sql<Counted[]>`
    select origin, split, h_chosen as "hChosen", h_rejected as "hRejected", flipped, count(*)::int as pairs
    from pair_draft where ${kept} group by 1, 2, 3, 4, 5`;
  const [whole] = await sql<
    { groups: number; chosen: number | null; rejected: number | null; longer: number | null }[]
  >`
    select count(distinct group_key)::int as groups,
      percentile_cont(0.5) within group (order by length(chosen)) as chosen,
      percentile_cont(0.5) within group (order by length(rejected)) as rejected,
      avg((sign(length(chosen) - length(rejected)) + 1) / 2)::float8 as longer
    from pair_draft where ${kept}`;
  const sum = (fits: (row: Counted) => boolean) => rows.filter(fits).reduce((total, { pairs }) => total + pairs, 0);
  const splits: PairBalance["splits"] = {};
  for (const { split, pairs } of rows) splits[split] = (splits[split] ?? 0) + pairs;
  return {
    pairs: sum(() => true),
    groups: whole?.groups ?? 0,
    flipped: sum(({ flipped }) => flipped),
    splits,
    origins: PAIR_ORIGINS.map((origin) => ({ origin, pairs: sum((row) => row.origin === origin) })),
    buckets: PAIR_BUCKETS.map((bucket) => ({ bucket, pairs: sum((row) => bucketOf(row) === bucket) })),
    lengths:
      whole?.chosen == null || whole.rejected === null || whole.longer === null
        ? null
        : { chosen: whole.chosen, rejected: whole.rejected, chosenLonger: whole.longer },
  };
}

/** One set: its recipe, what was left out and why, what it holds, what to know about it. */
export async function readPairSet(sql: Sql, of: PairSetOf) {
  const row = await requirePairSet(sql, of);
  const balance = await readBalance(sql, of);
  const [beside] = await sql<
    { excluded: number; erased: number; edited: number; assessments: number; datasetId: string | null }[]
  >`
    select count(*) filter (where excluded_reason is not null)::int as excluded,
      count(*) filter (where erased_at is not null)::int as erased,
      count(*) filter (where (provenance ->> 'edited')::boolean)::int as edited,
      (select count(distinct told)::int from pair_draft k, unnest(k.assessment_ids) told
        where k.pair_set_id = ${of.pairSetId} and k.excluded_reason is null) as assessments,
      (select dataset_id from dataset_version where project_id = ${of.projectId} and id = ${row.datasetVersionId})
        as "datasetId"
    from pair_draft where project_id = ${of.projectId} and pair_set_id = ${of.pairSetId}`;
  return {
    ...row,
    ...{ excluded: beside?.excluded ?? 0, erased: beside?.erased ?? 0, edited: beside?.edited ?? 0 },
    ...{ assessments: beside?.assessments ?? 0, datasetId: beside?.datasetId ?? null },
    balance,
    warnings: pairWarnings(balance),
  };
}
