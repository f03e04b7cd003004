import { z } from "zod";
import type { Sql } from "@/db/database";
import { type LeftOut, type NoteOf, promptKeyOf, type TextRef } from "@/domain/pairs/pair-candidate";
import { DEFAULT_PROMPT, type PairRecipe } from "@/domain/pairs/pair-recipe";
import type { Rewrite } from "@/domain/pairs/pairs-of-rewrites";
import { sha256 } from "../audit/append-audit";
import { DomainError } from "../errors";
import { REWRITE_TABLE, readRewriteLines } from "../rewrites/read-rewrite-lines";

/** A line of the table `rewrites` of a run; runners/contract/rewrites.py says what stands in it. */
const rowSchema = z.object({
  example: z.string(),
  kind: z.enum(["rewrite", "control"]),
  h: z.union([z.literal(0), z.literal(1)]),
  original: z.string(),
  text: z.string(),
  edits: z.array(z.record(z.string(), z.unknown())),
});
type Row = z.infer<typeof rowSchema>;

type Table = {
  digest: string;
  /** What the run was asked that wrote what was rewritten; null where these are references of a dataset. */
  asked: string | null;
};

async function findTable(sql: Sql, projectId: string, runId: string): Promise<Table> {
  const [run] = await sql<
    { name: string; stage: string; state: string; digest: string | null; asked: string | null }[]
  >`
    select r.name, r.stage, r.state, a.digest, (
        select coalesce(coalesce(w.resolved_config, w.given_config) ->> 'prompt', ${DEFAULT_PROMPT}) from run_input i
          join run w on w.project_id = i.project_id and w.id = i.from_run_id
        where i.project_id = r.project_id and i.run_id = r.id and i.name = 'generations') as asked
    from run r
      left join artifact a on a.project_id = r.project_id and a.run_id = r.id and a.kind = 'table' and a.name = ${REWRITE_TABLE}
    where r.project_id = ${projectId} and r.id = ${runId} order by a.attempt desc nulls last limit 1`;
  if (run?.stage !== "rewrite") throw new DomainError("NotFound", "There is no such run of rewrites.");
  if (run.state !== "finished") {
    throw new DomainError("InvalidState", `${run.name} is ${run.state}; pairs are made of a finished run.`);
  }
  if (run.digest === null) throw new DomainError("InvalidState", `${run.name} has left no table of rewrites.`);
  return { digest: run.digest, asked: run.asked };
}

type ExampleRow = {
  id: string;
  source: string;
  sourceLength: number;
  section: string | null;
  group: string;
  noteHash: string;
  type: string;
  erased: boolean;
};

function readExamples(sql: Sql, projectId: string, ids: readonly string[]) {
  return sql<ExampleRow[]>`
    select e.id, encode(sha256(convert_to(e.source, 'UTF8')), 'hex') as source, length(e.source) as "sourceLength",
      e.section, e.group_key as "group", e.source_hash as "noteHash", v.type, e.erased_at is not null as erased
    from example e join dataset_version v on v.project_id = e.project_id and v.id = e.dataset_version_id
    where e.project_id = ${projectId} and e.id = any(${[...new Set(ids)]})`;
}

const refOf = (text: string): TextRef => ({ digest: sha256(text), length: text.length, text });

function noteOf(row: ExampleRow, prompt: string): NoteOf {
  const { id, source, sourceLength, section, group, noteHash, type } = row;
  const template = type === "notes" ? prompt : "{source}";
  const promptKey = promptKeyOf(row);
  return {
    source: { digest: source, length: sourceLength },
    promptKey,
    template,
    section,
    group,
    exampleId: id,
    noteHash,
  };
}

/** What runs of stage `rewrite` made of clean notes. */
export async function readRewrites(
  { sql, home }: { sql: Sql; home: string },
  projectId: string,
  { runs, prompt, referencePrompt, left }: Pick<PairRecipe, "runs" | "prompt" | "referencePrompt"> & { left: LeftOut },
): Promise<Rewrite[]> {
  const rewrites: Rewrite[] = [];
  for (const runId of runs) {
    const { digest, asked } = await findTable(sql, projectId, runId);
    const template = prompt ?? asked ?? referencePrompt ?? DEFAULT_PROMPT;
    const rows: Row[] = [];
    for await (const row of readRewriteLines(home, digest, rowSchema)) rows.push(row);
    const examples = await readExamples(
      sql,
      projectId,
      rows.map(({ example }) => example),
    );
    const byId = new Map(examples.map((each) => [each.id, each]));
    for (const { example, kind, h, original, text, edits } of rows) {
      const found = byId.get(example);
      if (!found || found.erased) left.add("Rewrites: The note is not in this project, or was erased.");
      else
        rewrites.push({
          runId,
          kind,
          h,
          original: refOf(original),
          text: refOf(text),
          edits,
          note: noteOf(found, template),
        });
    }
  }
  return rewrites;
}
