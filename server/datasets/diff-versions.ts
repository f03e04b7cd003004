import type { Sql } from "@/db/database";
import type { DatasetOrigin } from "@/db/schema/datasets";
import type { Split } from "@/domain/datasets/dataset-types";
import { DIFF_KINDS, type DiffKind } from "@/domain/datasets/version-diff";
import { DomainError } from "../errors";

export type VersionPair = { projectId: string; from: string; to: string };
type Side = { position: number; split: Split; section: string | null; source: string; reference: string | null };

const EXCERPT_CHARACTERS = 20_000;

type Version = { id: string; number: number; name: string; origin: DatasetOrigin };

async function readPair(sql: Sql, { projectId, from, to }: VersionPair): Promise<[Version, Version]> {
  const found = await sql<Version[]>`
    select v.id, v.number, d.name, v.origin from dataset_version v
      join dataset d on d.project_id = v.project_id and d.id = v.dataset_id
    where v.project_id = ${projectId} and v.id = any(${[from, to]})`;
  const [before, after] = [from, to].map((id) => found.find((version) => version.id === id));
  if (!before || !after) throw new DomainError("NotFound", "There is no such dataset version in this project.");
  return [before, after];
}

/** Rows are the same row when a column of ids says so in both files, else when their sources say the same. */
function matchesById(pair: readonly Version[]): boolean {
  return pair.every(({ origin }) => origin.columns.id !== undefined);
}

/**
 * Rows of both versions side by side with what became of each; those that were erased have lost their ids, and are
 * told apart by their hashes. Texts are compared by digest, so that a row of ten
 * megabytes costs no more than its reading.
 */
function paired(sql: Sql, { projectId, from, to }: VersionPair, byId: boolean) {
  const side = (version: string) => sql`
    select position, split, coalesce(section, '') as section, md5(source) as source,
      md5(coalesce(reference, '')) as reference, erased_at is not null as erased, case
        when erased_at is null and ${byId} then 'id ' || key
        else source_hash || '#' || row_number() over (partition by source_hash, erased_at is null order by position) end as row_key
    from example where project_id = ${projectId} and dataset_version_id = ${version}`;
  return sql`
    select a.position as before, b.position as after, case
      when a.erased or b.erased then 'erased'
      when a.position is null then 'added'
      when b.position is null then 'removed'
      when a.source <> b.source or a.reference <> b.reference or a.section <> b.section then 'changed'
      when a.split <> b.split then 'moved'
      else 'same' end as kind
    from (${side(from)}) a full join (${side(to)}) b on a.row_key = b.row_key`;
}

/** How many rows were added, removed, changed, only moved to another split, and left as they were. */
export async function diffVersions(sql: Sql, at: VersionPair) {
  const pair = await readPair(sql, at);
  const byId = matchesById(pair);
  const rows = await sql<{ kind: DiffKind; rows: number }[]>`
    select kind, count(*)::int as rows from (${paired(sql, at, byId)}) found group by kind`;
  const counts = Object.fromEntries(
    DIFF_KINDS.map((kind) => [kind, rows.find((row) => row.kind === kind)?.rows ?? 0]),
  ) as Record<DiffKind, number>;
  const [from, to] = pair;
  const named = ({ id, number, name }: Version) => ({ id, number, name });
  return { from: named(from), to: named(to), matchedBy: byId ? ("id" as const) : ("source" as const), counts };
}

export type DiffPage = VersionPair & { kind: DiffKind; offset: number; limit: number };

/** Rows of one kind with both texts, in the order of the newer version; removed ones in that of the older. */
export async function listDifferences(sql: Sql, page: DiffPage) {
  const byId = matchesById(await readPair(sql, page));
  const { projectId, from, to, kind, offset, limit } = page;
  const side = (name: "a" | "b") => sql`
    case when ${sql(name)}.id is null then null else json_build_object('position', ${sql(name)}.position,
      'split', ${sql(name)}.split, 'section', ${sql(name)}.section,
      'source', left(${sql(name)}.source, ${EXCERPT_CHARACTERS}),
      'reference', left(${sql(name)}.reference, ${EXCERPT_CHARACTERS})) end`;
  return sql<{ before: Side | null; after: Side | null }[]>`
    with wanted as (
      select before, after from (${paired(sql, page, byId)}) found
      where kind = ${kind} order by coalesce(after, before) limit ${limit} offset ${offset})
    select ${side("a")} as before, ${side("b")} as after
    from wanted
      left join example a on a.project_id = ${projectId} and a.dataset_version_id = ${from} and a.position = before
      left join example b on b.project_id = ${projectId} and b.dataset_version_id = ${to} and b.position = after
    order by coalesce(wanted.after, wanted.before)`;
}
