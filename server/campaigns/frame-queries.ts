import { sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { CampaignDesign } from "@/domain/campaigns/design";
import { drawSample } from "@/domain/campaigns/draw-sample";
import type { FrameSource } from "@/domain/campaigns/frame";
import { countPairs } from "@/domain/campaigns/pair-notes";
import type { ReviewMode } from "@/domain/campaigns/protocol";
import { describeFrame } from "./create-campaign";
import { readFrame } from "./frames/read-frame";

/** What a campaign of this source and design would hold, before it is made. */
export async function previewFrame(
  db: Database,
  projectId: string,
  { source, mode, design }: { source: FrameSource; mode: ReviewMode; design: CampaignDesign },
) {
  const frame = await readFrame(db, projectId, { source, mode });
  const { strata, kept } = describeFrame(frame, { source, design });
  const drawn = drawSample(frame.items.length, strata, design);
  const items = drawn.flatMap(({ at }) => frame.items[at] ?? []);
  const cases =
    mode === "side-by-side"
      ? countPairs(items, design.itemPairs)
      : items.reduce((sum, { notes }) => sum + notes.length, 0);
  const counts = new Map<string, { items: number; drawn: number; weight: number }>();
  for (const [name, items] of Object.entries(kept.strata)) counts.set(name, { items, drawn: 0, weight: 1 });
  for (const { stratum, weight } of drawn) {
    const known = counts.get(stratum ?? "");
    if (known) counts.set(stratum ?? "", { ...known, drawn: known.drawn + 1, weight });
  }
  return {
    items: kept.items,
    arms: kept.arms,
    leftOut: kept.leftOut,
    lengthEnds: kept.lengthEnds,
    drawn: drawn.length,
    cases,
    strata: [...counts].map(([name, facts]) => ({ name, ...facts })),
  };
}

const MOST_RUNS = 200;

/** Runs that wrote something, newest first, and versions of notes, with the columns that their files had beside. */
export async function listFrameChoices(db: Database, projectId: string) {
  const runs = await db.execute<{
    id: string;
    name: string;
    dataset: string | null;
    notes: number;
    created_at: string;
  }>(sql`
    select r.id, r.name, d.name as dataset, g.notes, r.created_at
    from run r
      cross join lateral (
        select count(*)::int as notes from generation g where g.project_id = r.project_id and g.run_id = r.id) g
      left join run_input i on i.project_id = r.project_id and i.run_id = r.id and i.name = 'dataset'
      left join dataset_version v on v.project_id = i.project_id and v.id = i.dataset_version_id
      left join dataset d on d.project_id = v.project_id and d.id = v.dataset_id
    where r.project_id = ${projectId} and r.stage = 'generate' and g.notes > 0
    order by r.created_at desc, r.id limit ${MOST_RUNS}`);
  const versions = await db.execute<{ id: string; name: string; number: number; rows: number; columns: string[] }>(sql`
    select v.id, d.name, v.number, v.rows,
      coalesce((select array_agg(word.name order by word.name) from example e, jsonb_object_keys(e.metadata) as word(name)
        where e.dataset_version_id = v.id and e.position = 0), '{}') as columns
    from dataset_version v join dataset d on d.project_id = v.project_id and d.id = v.dataset_id
    where v.project_id = ${projectId} and v.type = 'notes'
    order by d.name, v.number desc limit ${MOST_RUNS}`);
  return {
    runs: runs.map(({ id, name, dataset, notes, created_at }) => ({
      id,
      name,
      dataset,
      notes,
      createdAt: new Date(created_at),
    })),
    versions: versions.map(({ id, name, number, rows, columns }) => ({ id, name, number, rows, columns })),
  };
}
