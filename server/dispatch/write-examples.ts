import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import type { Sql } from "@/db/database";

const BATCH = 1_000;

/** One JSON object a line, 0600: these files hold the texts of examples. */
async function writeLines(path: string, batches: AsyncIterable<readonly object[]>): Promise<void> {
  const file = createWriteStream(path, { mode: 0o600 });
  const closed = finished(file);
  for await (const batch of batches) {
    const text = batch.map((row) => `${JSON.stringify(row)}\n`).join("");
    if (!file.write(text)) await Promise.race([once(file, "drain"), closed]);
  }
  file.end();
  await closed;
}

type VersionOf = { projectId: string; datasetVersionId: string };

const selectExamples = (sql: Sql, { projectId, datasetVersionId }: VersionOf) => sql`
  select id, split, group_key as "group", section, source, reference, metadata
  from example where project_id = ${projectId} and dataset_version_id = ${datasetVersionId} and erased_at is null
  order by position`;

const selectPairs = (sql: Sql, { projectId, datasetVersionId }: VersionOf) => sql`
  select e.id, e.split, e.group_key as "group", e.section, e.source as prompt, e.reference as chosen, p.rejected,
    p.h_chosen, p.h_rejected, p.flipped, p.origin
  from example e join pair p on p.project_id = e.project_id and p.example_id = e.id
  where e.project_id = ${projectId} and e.dataset_version_id = ${datasetVersionId} and e.erased_at is null
  order by e.position`;

const selectUnpaired = (sql: Sql, { projectId, datasetVersionId }: VersionOf) => sql`
  select e.id, e.split, e.group_key as "group", e.section, e.source as prompt, e.reference as completion,
    p.h_chosen = 0 as label, p.h_chosen as h, p.origin
  from example e join pair p on p.project_id = e.project_id and p.example_id = e.id
  where e.project_id = ${projectId} and e.dataset_version_id = ${datasetVersionId} and e.erased_at is null
  order by e.position`;

/** The rows of a version as stages read them (runners/contract/launch.py says the shapes). */
export async function writeDatasetRows(sql: Sql, of: VersionOf & { type: string; path: string }): Promise<void> {
  const select = of.type === "preference" ? selectPairs : of.type === "unpaired" ? selectUnpaired : selectExamples;
  await writeLines(of.path, select(sql, of).cursor(BATCH));
}

export async function writeGenerationRows(
  sql: Sql,
  of: { projectId: string; runId: string; path: string },
): Promise<void> {
  const rows = sql`
    select e.id as example, e.split, e.group_key as "group", e.section, e.source, e.reference, g.text, g.finish_reason as "finishReason",
      g.prompt_tokens as "promptTokens", g.completion_tokens as "completionTokens"
    from generation g join example e on e.project_id = g.project_id and e.id = g.example_id
    where g.project_id = ${of.projectId} and g.run_id = ${of.runId}
    order by e.dataset_version_id, e.position`;
  await writeLines(of.path, rows.cursor(BATCH));
}
