import { dataset, datasetVersion } from "@/db/schema/datasets";
import { pairSet } from "@/db/schema/pairs";
import { project } from "@/db/schema/people";
import { artifact, model, run, runInput } from "@/db/schema/runs";
import { addReviewedCampaign } from "@/db/testing/reviewed-campaign";
import type { TestDatabase } from "@/db/testing/test-database";
import { pairRecipeSchema } from "@/domain/pairs/pair-recipe";

export const PAIRS = 100_000;
export const TRAININGS = 10;
const projectId = "p";
const round = "round";
const SENTENCE = "The patient reports less pain and takes ibuprofen 400 mg twice a day. ";

const version = (id: string, type: "notes" | "preference", assessments: number | null) => ({
  ...{ id, projectId, datasetId: `${id}-set`, number: 1, type, digest: id, rows: PAIRS, bytes: 1 },
  ...{ splitCounts: { train: PAIRS }, holds: "synthetic" as const },
  origin: {
    ...{ how: "labels" as const, fileName: null, format: "jsonl", columns: {}, problems: [], rowsRead: PAIRS },
    ...(assessments === null ? {} : { pairSet: pairSetOrigin(assessments) }),
  },
});
const recipe = pairRecipeSchema.parse({ origins: ["correction"], campaigns: [round] });
const pairSetOrigin = (assessments: number) => ({
  ...{ id: "set", name: "pairs", recipe, exclusions: [], excludedByHand: 0, edited: 0, assessments },
});

async function addRun({ db }: TestDatabase, name: string, stage: string, inputs: Record<string, object>) {
  const of = { projectId, runId: name };
  await db.insert(run).values({ id: name, projectId, name, stage, state: "finished", givenConfig: {}, attempt: 1 });
  await db
    .insert(artifact)
    .values({ ...of, id: `${name}-files`, attempt: 1, name: "a", kind: "adapter", digest: name, bytes: 1, files: 1 });
  const entries = Object.entries(inputs).map(([input, target]) => ({ ...of, name: input, ...target }));
  if (entries.length > 0) await db.insert(runInput).values(entries);
  if (stage === "generate") return;
  const made = { artifactId: `${name}-files`, madeByRunId: name, source: "run" as const, reference: name };
  await db.insert(model).values({ id: `${name}-model`, projectId, name, ...made });
}

/** Rows of notes, texts, cases, labels and pairs: one of each a note, and the next label beside its own. */
async function addRows({ sql }: TestDatabase): Promise<void> {
  const places = sql`generate_series(0, ${PAIRS - 1}) n`;
  for (const name of ["notes", "pairs"]) {
    await sql`
      insert into example (id, project_id, dataset_version_id, position, split, group_key, source, reference, source_hash)
      select ${`${name}-`} || n, ${projectId}, ${name}, n, 'train', 'patient ' || n / 10, repeat(${SENTENCE}, 8) || n,
        repeat(${SENTENCE}, 4) || n, ${`${name}-hash-`} || n from ${places}`;
  }
  await sql`
    insert into generation (id, project_id, run_id, example_id, text, finish_reason, prompt_tokens, completion_tokens,
      seconds, attempt, sequence)
    select 'text-' || n, ${projectId}, 'write', 'notes-' || n, repeat(${SENTENCE}, 4) || n, 'stop', 9, 9, 1, 1, n
    from ${places}`;
  await sql`insert into review_text (project_id, digest, text) values (${projectId}, 'digest', ${SENTENCE})`;
  await sql`
    insert into campaign_case (id, project_id, campaign_id, position, kind, item, group_key, note_digest, source_digest,
      weight, readings, sentences, generation_id, example_id)
    select 'case-' || n, ${projectId}, ${round}, n, 'sample', 'item ' || n, 'patient ' || n / 10, 'digest', 'digest',
      1, 1, 12, 'text-' || n, 'notes-' || n from ${places}`;
  await sql`
    insert into assignment (id, project_id, campaign_id, case_id, reviewer_id, position, state)
    select 'turn-' || n, ${projectId}, ${round}, 'case-' || n, ${`${round}-a`}, n, 'submitted' from ${places}`;
  await sql`
    insert into assessment (id, project_id, campaign_id, case_id, assignment_id, reviewer_id, version, verdict, marks,
      unsure, comment, seconds, hints_shown, note_digest)
    select 'said-' || n, ${projectId}, ${round}, 'case-' || n, 'turn-' || n, ${`${round}-a`}, 1, 'clean', '[]', false,
      '', 30, false, 'digest' from ${places}`;
  await sql`
    insert into pair (project_id, example_id, dataset_version_id, rejected, h_chosen, h_rejected, flipped, origin,
      assessment_ids, generation_ids, note_hash)
    select ${projectId}, 'pairs-' || n, 'pairs', repeat(${SENTENCE}, 4) || n, 0, 1, false, 'correction',
      array['said-' || n, 'said-' || (n + 1) % ${PAIRS}], array['text-' || n], 'notes-hash-' || n from ${places}`;
}

/** A version of 100,000 pairs out of one closed round, ten trainings on it, and what each of them wrote. */
export async function addLargeLineage(database: TestDatabase): Promise<{ projectId: string }> {
  const { db, sql } = database;
  await db.insert(project).values({ id: projectId, slug: projectId, name: "Notes" });
  await addReviewedCampaign(db, { id: round, projectId, readers: [{ id: "a" }], cases: [], say: () => null });
  for (const name of ["notes", "pairs"]) await db.insert(dataset).values({ id: `${name}-set`, projectId, name });
  await db.insert(datasetVersion).values([version("notes", "notes", null), version("pairs", "preference", PAIRS)]);
  const set = { id: "set", projectId, name: "pairs", state: "frozen" as const, recipe, exclusions: [] };
  await db.insert(pairSet).values({ ...set, datasetVersionId: "pairs" });
  await addRun(database, "base", "import-model", {});
  await addRun(database, "write", "generate", { model: { fromRunId: "base" }, dataset: { datasetVersionId: "notes" } });
  for (let at = 0; at < TRAININGS; at += 1) {
    const inputs = { model: { modelId: "base-model" }, dataset: { datasetVersionId: "pairs" } };
    await addRun(database, `dpo-${at}`, "dpo", inputs);
    await addRun(database, `after-${at}`, "generate", { model: { fromRunId: `dpo-${at}` } });
  }
  await addRows(database);
  await sql`vacuum analyze`;
  return { projectId };
}
