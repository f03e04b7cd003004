import type { Sql } from "@/db/database";
import type { Split } from "@/domain/datasets/dataset-types";
import type { Label, PairBucket, PairOrigin } from "@/domain/pairs/pair";
import type { PairChangeKind } from "@/domain/pairs/pair-change";
import type { PairProvenance } from "@/domain/pairs/pair-provenance";
import { DomainError } from "../errors";
import { blindPair, SHOWN_STATES } from "./blind-pair";
import { type PairSetOf, requirePairSet } from "./lock-pair-set";

const EXCERPT_CHARACTERS = 240;

export const DRAFT_STATES = ["kept", "excluded", "edited", "flipped"] as const;

export type DraftFilter = {
  origin?: PairOrigin | undefined;
  bucket?: PairBucket | undefined;
  split?: Split | undefined;
  state?: (typeof DRAFT_STATES)[number] | undefined;
  query?: string | undefined;
};

type Listed = {
  id: string;
  position: number;
  split: Split;
  group: string;
  section: string | null;
  origin: PairOrigin;
  hChosen: Label;
  hRejected: Label;
  flipped: boolean;
  edited: boolean;
  excludedReason: string | null;
  erased: boolean;
  prompt: string;
  chosen: string;
  rejected: string;
};

function matching(sql: Sql, { projectId, pairSetId }: PairSetOf, filter: DraftFilter) {
  const { origin, bucket, split, state, query } = filter;
  const [hChosen, hRejected] = bucket?.split(",").map(Number) ?? [];
  return sql`project_id = ${projectId} and pair_set_id = ${pairSetId}
    ${origin ? sql`and origin = ${origin}` : sql``}
    ${split ? sql`and split = ${split}` : sql``}
    ${bucket ? sql`and h_chosen = ${hChosen ?? 0} and h_rejected = ${hRejected ?? 0}` : sql``}
    ${state === "kept" ? sql`and excluded_reason is null` : sql``}
    ${state === "excluded" ? sql`and excluded_reason is not null` : sql``}
    ${state === "edited" ? sql`and (provenance ->> 'edited')::boolean` : sql``}
    ${state === "flipped" ? sql`and flipped` : sql``}
    ${query ? sql`and position(lower(${query}) in lower(prompt || ' ' || chosen || ' ' || rejected)) > 0` : sql``}`;
}

/** A window of the pairs of a set, each text cut to its beginning, with how many match. */
export async function listDrafts(sql: Sql, of: PairSetOf, page: DraftFilter & { offset: number; limit: number }) {
  await requirePairSet(sql, of);
  const where = matching(sql, of, page);
  const [counted] = await sql<{ total: number }[]>`select count(*)::int as total from pair_draft where ${where}`;
  const items = await sql<Listed[]>`
    select id, position, split, group_key as "group", section, origin, h_chosen as "hChosen",
      h_rejected as "hRejected", flipped, coalesce((provenance ->> 'edited')::boolean, false) as edited,
      excluded_reason as "excludedReason", erased_at is not null as erased,
      left(prompt, ${EXCERPT_CHARACTERS}) as prompt, left(chosen, ${EXCERPT_CHARACTERS}) as chosen,
      left(rejected, ${EXCERPT_CHARACTERS}) as rejected
    from pair_draft where ${where} order by position limit ${page.limit} offset ${page.offset}`;
  return { total: counted?.total ?? 0, items: [...items] };
}

type Draft = Listed & {
  version: number;
  provenance: PairProvenance | null;
  assessmentIds: string[];
  generationIds: string[];
};

export type DraftReading = {
  id: string;
  campaign: string;
  campaignName: string;
  /** These are null while the round is open again: who read what, and how, is shown to nobody then. */
  verdict: string | null;
  marks: number | null;
  reader: string | null;
};

function readReadings(sql: Sql, projectId: string, ids: readonly string[]) {
  return sql<DraftReading[]>`
    select a.id, a.campaign_id as campaign, c.name as "campaignName",
      case when c.state = any(${SHOWN_STATES}) then a.verdict end as verdict,
      case when c.state = any(${SHOWN_STATES}) then jsonb_array_length(a.marks) end as marks,
      case when c.state = any(${SHOWN_STATES}) then r.name end as reader
    from assessment a
      join campaign c on c.project_id = a.project_id and c.id = a.campaign_id
      join campaign_reviewer r on r.project_id = a.project_id and r.id = a.reviewer_id
    where a.project_id = ${projectId} and a.id = any(${[...ids]}) order by c.created_at, a.id`;
}

type Trail = {
  id: string;
  kind: PairChangeKind;
  reason: string;
  by: string | null;
  at: Date;
  undoes: string | null;
  undone: boolean;
};

/** One pair whole: where each side comes from, who read it, what was changed. */
export async function readDraft(sql: Sql, of: PairSetOf, draftId: string) {
  const [stored] = await sql<Draft[]>`
    select id, position, split, group_key as "group", section, origin, h_chosen as "hChosen",
      h_rejected as "hRejected", flipped, coalesce((provenance ->> 'edited')::boolean, false) as edited,
      excluded_reason as "excludedReason", erased_at is not null as erased, prompt, chosen, rejected, version,
      provenance, assessment_ids as "assessmentIds", generation_ids as "generationIds"
    from pair_draft
    where project_id = ${of.projectId} and pair_set_id = ${of.pairSetId} and id = ${draftId}`;
  if (!stored) throw new DomainError("NotFound", "There is no such pair in this set.");
  const { generationIds: _, ...found } = await blindPair(sql, of.projectId, stored);
  const generations = [found.provenance?.chosen.generation, found.provenance?.rejected.generation];
  const [readings, wrote, trail] = await Promise.all([
    readReadings(sql, of.projectId, found.assessmentIds),
    sql<{ id: string; run: string; name: string }[]>`
      select g.id, r.id as run, r.name from generation g
        join run r on r.project_id = g.project_id and r.id = g.run_id
      where g.project_id = ${of.projectId} and g.id = any(${generations.flatMap((id) => id ?? [])})`,
    sql<Trail[]>`
      select c.id, c.kind, c.reason, u.name as by, c.changed_at as at, c.undoes,
        exists (select from pair_change later where later.undoes = c.id) as undone
      from pair_change c left join "user" u on u.id = c.changed_by
      where c.pair_set_id = ${of.pairSetId} and c.pair_draft_id = ${draftId} order by c.changed_at desc, c.id`,
  ]);
  return { ...found, readings: [...readings], wrote: [...wrote], trail: [...trail] };
}

/** The trail of a whole set, newest first. */
export async function listChanges(sql: Sql, of: PairSetOf, { offset, limit }: { offset: number; limit: number }) {
  await requirePairSet(sql, of);
  const [counted] = await sql<{ total: number }[]>`
    select count(*)::int as total from pair_change where project_id = ${of.projectId} and pair_set_id = ${of.pairSetId}`;
  const items = await sql<(Trail & { pair: string; position: number | null })[]>`
    select c.id, c.kind, c.reason, u.name as by, c.changed_at as at, c.undoes, c.pair_draft_id as pair, d.position,
      exists (select from pair_change later where later.undoes = c.id) as undone
    from pair_change c
      left join "user" u on u.id = c.changed_by
      left join pair_draft d on d.id = c.pair_draft_id
    where c.project_id = ${of.projectId} and c.pair_set_id = ${of.pairSetId}
    order by c.changed_at desc, c.id limit ${limit} offset ${offset}`;
  return { total: counted?.total ?? 0, items: [...items] };
}
