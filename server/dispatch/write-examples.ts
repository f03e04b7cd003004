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

export async function writeDatasetRows(
  sql: Sql,
  of: { projectId: string; datasetVersionId: string; path: string },
): Promise<void> {
  const rows = sql`
    select id, split, group_key as "group", section, source, reference, metadata
    from example where project_id = ${of.projectId} and dataset_version_id = ${of.datasetVersionId}
      and erased_at is null
    order by position`;
  await writeLines(of.path, rows.cursor(BATCH));
}

export async function writeGenerationRows(
  sql: Sql,
  of: { projectId: string; runId: string; path: string },
): Promise<void> {
  const rows = sql`
    select e.id as example, e.section, e.source, e.reference, g.text, g.finish_reason as "finishReason",
      g.prompt_tokens as "promptTokens", g.completion_tokens as "completionTokens"
    from generation g join example e on e.project_id = g.project_id and e.id = g.example_id
    where g.project_id = ${of.projectId} and g.run_id = ${of.runId}
    order by e.dataset_version_id, e.position`;
  await writeLines(of.path, rows.cursor(BATCH));
}
