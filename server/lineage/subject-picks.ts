import type { LineageSubject } from "@/domain/lineage/lineage-subject";
import { DomainError } from "../errors";
import { SHOWN_STATES } from "../pairs/blind-pair";
import { readPair } from "../pairs/pair-lineage";
import type { Asking } from "./asking";
import { type Condition, casesShown, NO_PICKS, type PickName, type Picks, pairsShown } from "./picks";

/** Subjects that are one row, or a few. */
export type RowSubject = Exclude<LineageSubject["of"], "study" | "version" | "run">;
export type Picked = {
  title: string;
  /** The pick that it stands in itself. */
  own: PickName;
  picks: Picks;
  /** Rounds that it stands in, whether its labels may be seen or not. */
  rounds: string[];
  /** Runs that made it without a text of their own: rewrites. */
  runs: string[];
  withheld: string[];
};

export const OPEN_ROUND =
  "A round that it stands in is open: who read what, what they said and which model wrote it is shown to nobody until it is closed.";

const ONLY_CLOSED = "Of rounds only those are here that are closed.";

const missing = (what: string) => new DomainError("NotFound", `There is no such ${what} in this project.`);

/** What stands behind and upon the cases of one note. */
const ofCases = (sql: Asking["sql"], cases: Condition): Pick<Picks, "labels" | "settled"> => ({
  labels: sql`a.current and a.case_id in (${cases})`,
  settled: sql`d.current and d.case_id in (${cases})`,
});

async function pickLabel({ sql, projectId }: Asking, id: string): Promise<Picked> {
  const [found] = await sql<
    { case: string; campaign: string; title: string; shown: boolean; texts: string[]; example: string | null }[]
  >`
    select a.case_id as case, r.id as campaign, r.name as title, r.state = any(${SHOWN_STATES}) as shown,
      array_remove(array[c.generation_id, c.other_generation_id], null) as texts, c.example_id as example
    from assessment a
      join campaign r on r.project_id = a.project_id and r.id = a.campaign_id
      join campaign_case c on c.project_id = a.project_id and c.id = a.case_id
    where a.project_id = ${projectId} and a.id = ${id}`;
  if (!found) throw missing("label");
  const own = { labels: sql`a.id = ${id}`, pairs: sql`p.assessment_ids @> ${[id]}::text[]` };
  const { shown, texts, example } = found;
  const rest = shown
    ? {
        settled: sql`d.current and d.case_id = ${found.case} and ${id} = any(d.assessment_ids)`,
        texts: texts.length > 0 ? sql`g.id = any(${texts})` : null,
        notes: example ? sql`e.id = ${example}` : null,
      }
    : { settled: null, texts: null, notes: null };
  return {
    own: "labels",
    ...{ title: `A label of ${found.title}`, picks: { ...own, ...rest }, rounds: [found.campaign], runs: [] },
    withheld: shown ? [] : [OPEN_ROUND],
  };
}

async function pickCase({ sql, projectId }: Asking, id: string): Promise<Picked> {
  const [found] = await sql<
    { campaign: string; title: string; shown: boolean; texts: string[]; example: string | null }[]
  >`
    select r.id as campaign, r.name as title, r.state = any(${SHOWN_STATES}) as shown,
      array_remove(array[c.generation_id, c.other_generation_id], null) as texts, c.example_id as example
    from campaign_case c join campaign r on r.project_id = c.project_id and r.id = c.campaign_id
    where c.project_id = ${projectId} and c.id = ${id}`;
  if (!found) throw missing("case");
  const { shown, texts, example } = found;
  const told = { title: `A case of ${found.title}`, own: "labels" as const, rounds: [found.campaign], runs: [] };
  if (!shown) return { ...told, picks: NO_PICKS, withheld: [OPEN_ROUND] };
  const said = sql`(select coalesce(array_agg(a.id), '{}') from assessment a where a.case_id = ${id})`;
  return {
    ...told,
    picks: {
      ...ofCases(sql, sql`select ${id}::text`),
      texts: texts.length > 0 ? sql`g.id = any(${texts})` : null,
      pairs: sql`p.assessment_ids && ${said}`,
      notes: example ? sql`e.id = ${example}` : null,
    },
    withheld: [],
  };
}

async function pickPair({ sql, projectId }: Asking, id: string): Promise<Picked> {
  const { assessmentIds, generationIds, provenance } = await readPair(sql, { projectId, exampleId: id });
  const named = [provenance?.chosen.campaign, provenance?.rejected.campaign].flatMap((round) => round ?? []);
  const rounds = await sql<{ id: string; shown: boolean }[]>`
    select id, state = any(${SHOWN_STATES}) as shown from campaign
    where project_id = ${projectId} and (id = any(${named}) or id in (
      select campaign_id from assessment where project_id = ${projectId} and id = any(${assessmentIds})))`;
  const shown = rounds.every((each) => each.shown);
  const settled = provenance?.adjudications ?? [];
  const read = sql`
    select c.example_id from assessment said join campaign_case c on c.project_id = said.project_id and c.id = said.case_id
    where said.project_id = ${projectId} and said.id = any(${assessmentIds})`;
  const written = sql`
    select x.example_id from generation x where x.project_id = ${projectId} and x.id = any(${generationIds})`;
  return {
    title: "A pair",
    own: "pairs",
    picks: {
      labels: assessmentIds.length > 0 ? sql`a.id = any(${assessmentIds})` : null,
      settled: settled.length > 0 ? sql`d.id = any(${settled})` : null,
      texts: generationIds.length > 0 ? sql`g.id = any(${generationIds})` : null,
      pairs: sql`p.example_id = ${id}`,
      notes: shown ? sql`e.id in (${read} union ${written})` : null,
    },
    rounds: rounds.map((each) => each.id),
    runs: provenance?.run ? [provenance.run] : [],
    withheld: shown ? [] : [OPEN_ROUND],
  };
}

async function pickText({ sql, projectId }: Asking, id: string): Promise<Picked> {
  const [found] = await sql<{ run: string; example: string }[]>`
    select r.name as run, g.example_id as example
    from generation g join run r on r.project_id = g.project_id and r.id = g.run_id
    where g.project_id = ${projectId} and g.id = ${id}`;
  if (!found) throw missing("text");
  const read = sql`c.example_id = ${found.example} and (c.generation_id = ${id} or c.other_generation_id = ${id})`;
  return {
    title: `A text of ${found.run}`,
    own: "texts",
    picks: {
      ...ofCases(sql, casesShown(sql, projectId, read)),
      texts: sql`g.id = ${id}`,
      pairs: sql`p.generation_ids @> ${[id]}::text[] and ${pairsShown(sql, projectId)}`,
      notes: sql`e.id = ${found.example}`,
    },
    ...{ rounds: [], runs: [], withheld: [ONLY_CLOSED] },
  };
}

async function pickNote(asking: Asking, id: string): Promise<Picked> {
  const { sql, projectId } = asking;
  const [found] = await sql<{ hash: string; position: number; dataset: string; paired: boolean }[]>`
    select e.source_hash as hash, e.position, d.name as dataset,
      exists (select from pair p where p.project_id = e.project_id and p.example_id = e.id) as paired
    from example e
      join dataset_version v on v.project_id = e.project_id and v.id = e.dataset_version_id
      join dataset d on d.project_id = v.project_id and d.id = v.dataset_id
    where e.project_id = ${projectId} and e.id = ${id}`;
  if (!found) throw missing("note");
  if (found.paired) return pickPair(asking, id);
  const written = sql`
    select x.id from run r join generation x on x.run_id = r.id and x.example_id = ${id} where r.project_id = ${projectId}`;
  return {
    title: `Row ${found.position + 1} of ${found.dataset}`,
    own: "notes",
    picks: {
      ...ofCases(sql, casesShown(sql, projectId, sql`c.example_id = ${id}`)),
      texts: sql`g.id in (${written})`,
      pairs: sql`p.note_hash = ${found.hash} and ${pairsShown(sql, projectId)}`,
      notes: sql`e.id = ${id}`,
    },
    ...{ rounds: [], runs: [], withheld: [ONLY_CLOSED] },
  };
}

const PICKERS: Readonly<Record<RowSubject, (asking: Asking, id: string) => Promise<Picked>>> = {
  ...{ label: pickLabel, case: pickCase, pair: pickPair, text: pickText, note: pickNote },
};

/** What one row is about; NotFound where it is of another project or gone. */
export const pickRows = (asking: Asking, of: RowSubject, id: string): Promise<Picked> => PICKERS[of](asking, id);
