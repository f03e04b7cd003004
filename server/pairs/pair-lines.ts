import { appendFile, writeFile } from "node:fs/promises";
import type { Sql } from "@/db/database";

const PAIRS_AT_ONCE = 500;

/** Kept drafts as a file that the reading of datasets takes, with where each pair comes from; 0600, it holds text. */
export async function writePairLines(
  sql: Sql,
  { projectId, pairSetId, path }: { projectId: string; pairSetId: string; path: string },
): Promise<void> {
  await writeFile(path, "", { mode: 0o600 });
  const drafts = sql`
    select id, split, group_key as "group", section, prompt, chosen, rejected, h_chosen, h_rejected, flipped, origin,
      provenance, assessment_ids as assessments, generation_ids as generations, note_hash as "noteHash"
    from pair_draft
    where project_id = ${projectId} and pair_set_id = ${pairSetId} and excluded_reason is null and erased_at is null
    order by position`;
  for await (const page of drafts.cursor(PAIRS_AT_ONCE)) {
    await appendFile(path, page.map((row) => `${JSON.stringify(row)}\n`).join(""));
  }
}
