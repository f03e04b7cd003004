import type { Sql } from "@/db/database";
import type { ReviewerKind } from "@/domain/campaigns/reviewers";
import { type CardFacts, writeDataCard } from "@/domain/pairs/data-card";
import type { PairOrigin } from "@/domain/pairs/pair";
import { fileNameOf } from "./export-pairs";
import { findPairVersion } from "./find-pair-version";

const READERS: Readonly<Record<ReviewerKind, string>> = {
  person: "read by people",
  imported: "read elsewhere, labels imported",
  simulated: "read by simulations, which are no people",
};

type Counted = {
  origin: PairOrigin;
  readers: ReviewerKind | null;
  bucket: CardFacts["buckets"][number]["bucket"];
  flipped: number;
  erased: number;
  pairs: number;
};

/** The data card of a version of pairs; counts and rules, never text. */
export async function readDataCard(sql: Sql, { projectId, id }: { projectId: string; id: string }) {
  const version = await findPairVersion(sql, projectId, id);
  const rows = await sql<Counted[]>`
    select p.origin, p.provenance ->> 'readers' as readers, concat_ws(',', p.h_chosen, p.h_rejected) as bucket,
      count(*) filter (where p.flipped)::int as flipped, count(*) filter (where e.erased_at is not null)::int as erased,
      count(*)::int as pairs
    from pair p join example e on e.project_id = p.project_id and e.id = p.example_id
    where p.project_id = ${projectId} and p.dataset_version_id = ${version.id} group by 1, 2, 3 order by 1, 2, 3`;
  const sum = (value: (row: Counted) => number) => rows.reduce((total, row) => total + value(row), 0);
  const origins = new Map<string, CardFacts["origins"][number]>();
  const buckets = new Map<Counted["bucket"], number>();
  for (const { origin, readers, bucket, pairs } of rows) {
    const told = readers ? READERS[readers] : null;
    const known = origins.get(`${origin} ${told}`);
    origins.set(`${origin} ${told}`, { origin, readers: told, pairs: (known?.pairs ?? 0) + pairs });
    buckets.set(bucket, (buckets.get(bucket) ?? 0) + pairs);
  }
  const { name, number, type, digest, holds, approval, approvedUntil, splitCounts, origin } = version;
  const text = writeDataCard({
    ...{ name, number, type, digest, holds, approval, approvedUntil, rows: version.rows, splits: splitCounts },
    ...{ origins: [...origins.values()], erased: sum((row) => row.erased), flipped: sum((row) => row.flipped) },
    buckets: [...buckets].map(([bucket, pairs]) => ({ bucket, pairs })),
    made: origin.pairSet ?? null,
  });
  return { fileName: `${fileNameOf(version)}-README.md`, text };
}
