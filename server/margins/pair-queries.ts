import type { SqlClient } from "@/db/database";
import type { Bucket } from "@/domain/margins/pair-record";
import { DomainError } from "../errors";
import { eachPair, type MarginsOf, type RecordSplit, visibleRecords } from "./record-queries";

export const PAIR_SORTS = ["margin", "lengthDifference", "chosen", "rejected"] as const;
export type PairSort = (typeof PAIR_SORTS)[number];

export type MarginPair = {
  pair: string;
  bucket: Bucket;
  margin: number;
  logpChosen: number;
  logpRejected: number;
  referenceChosen: number;
  referenceRejected: number;
  tokensChosen: number;
  tokensRejected: number;
  flipped: boolean;
  /** Null where the pair is no example of this project, or was erased. */
  section: string | null;
  chosen: string | null;
  rejected: string | null;
};

export type PairsAsked = {
  split: RecordSplit;
  step: number;
  bucket?: Bucket;
  /** Margins from here, in nats. */
  low?: number;
  /** Margins below here. */
  high?: number;
  sort: PairSort;
  order: "asc" | "desc";
  offset: number;
  limit: number;
};

const ORDER = {
  margin: "margin",
  lengthDifference: "len_w - len_l",
  chosen: "logp_w - ref_w",
  rejected: "logp_l - ref_l",
} as const satisfies Record<PairSort, string>;

const COLUMNS = (sql: SqlClient) => sql`
  p.pair, p.bucket, p.margin, p.logp_w as "logpChosen", p.logp_l as "logpRejected", p.ref_w as "referenceChosen",
  p.ref_l as "referenceRejected", p.len_w as "tokensChosen", p.len_l as "tokensRejected", p.flipped`;

/** Pairs of one step by margin, with both texts. */
export async function listMarginPairs(
  sql: SqlClient,
  of: MarginsOf,
  by: PairsAsked,
): Promise<{ total: number; rows: MarginPair[] }> {
  const within = () => sql`
    select * from (${eachPair(sql, of, { split: by.split, steps: [by.step] })}) p
     where true ${by.bucket ? sql`and bucket = ${by.bucket}` : sql``}
       ${by.low === undefined ? sql`` : sql`and margin >= ${by.low}`}
       ${by.high === undefined ? sql`` : sql`and margin < ${by.high}`}`;
  const rows = await sql<(MarginPair & { total: number })[]>`
    with picked as (
      select w.*, (count(*) over ())::int as total from (${within()}) w
       order by ${sql.unsafe(ORDER[by.sort])} ${by.order === "asc" ? sql`asc` : sql`desc`}, pair
       limit ${by.limit} offset ${by.offset}
    )
    select p.total, ${COLUMNS(sql)}, e.section,
           case when e.erased_at is null then e.reference end as chosen,
           case when e.erased_at is null then x.rejected end as rejected
      from picked p
      left join example e on e.project_id = ${of.projectId} and e.id = p.pair
      left join pair x on x.project_id = e.project_id and x.example_id = e.id
     order by ${sql.unsafe(ORDER[by.sort])} ${by.order === "asc" ? sql`asc` : sql`desc`}, p.pair`;
  const [first] = rows;
  const counted =
    first || by.offset === 0 ? [] : await sql<{ n: number }[]>`select count(*)::int as n from (${within()}) w`;
  return { total: first?.total ?? counted[0]?.n ?? 0, rows: rows.map(({ total: _, ...row }) => row) };
}

/** One pair with its prompt, both texts, and what it came to at every recorded step. */
export async function readMarginPair(sql: SqlClient, of: MarginsOf, at: { split: RecordSplit; pair: string }) {
  const [shown] = await sql<
    {
      section: string | null;
      prompt: string | null;
      chosen: string | null;
      rejected: string | null;
      origin: string | null;
    }[]
  >`
    select e.section, e.source as prompt, e.reference as chosen, x.rejected, x.origin
      from example e left join pair x on x.project_id = e.project_id and x.example_id = e.id
     where e.project_id = ${of.projectId} and e.id = ${at.pair} and e.erased_at is null
       and exists (select 1 from (${visibleRecords(sql, of)}) v where ${at.pair} = any(v.pairs))`;
  const steps = await sql<({ step: number } & Omit<MarginPair, "section" | "chosen" | "rejected">)[]>`
    select p.step, ${COLUMNS(sql)}
      from (${eachPair(sql, of, { split: at.split, steps: null })}) p where p.pair = ${at.pair} order by p.step`;
  if (steps.length === 0) throw new DomainError("NotFound", "This run has recorded no such pair.");
  const texts = shown ?? { section: null, prompt: null, chosen: null, rejected: null, origin: null };
  return { pair: at.pair, ...texts, steps: [...steps] };
}
