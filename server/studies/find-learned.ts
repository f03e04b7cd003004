import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/database";
import { formatCounted } from "@/domain/format/number";
import { assignRoles } from "@/domain/studies/assign-roles";
import type { ClinicalLoop } from "@/domain/studies/loop-settings";
import { DomainError, type Problem } from "../errors";
import { taughtBy } from "../models/model-uses-queries";
import { readGroups } from "./divide-notes";

const TEACHING = ["sft", "dpo", "fdpo"];

/** Versions that the model, or one that it stands on, was trained on. */
async function readTaughtVersions(db: Database | Transaction, of: { projectId: string; modelId: string }) {
  const rows = await db.execute<{ id: string }>(sql`
    ${taughtBy(of)}
    select distinct i.dataset_version_id as id from taught
      join run r on r.project_id = ${of.projectId} and r.id = taught.run_id and r.stage in ${TEACHING}
      join run_input i on i.project_id = r.project_id and i.run_id = r.id
    where i.dataset_version_id is not null`);
  return rows.map(({ id }) => id);
}

type Confirming = { key: string; hashes: readonly string[] };

async function readConfirming(db: Database | Transaction, projectId: string, settings: ClinicalLoop) {
  const groups = await readGroups(db, projectId, settings);
  const toAssign = groups.map(({ key, held_out: heldOut, hashes }): Confirming & { heldOut: boolean } => ({
    ...{ key, heldOut, hashes },
  }));
  const roles = assignRoles(toAssign, settings);
  return toAssign.filter(({ key }) => roles.get(key) === "confirm");
}

/** Trained on by patient or document, or by the source's own text; a pair's is that of the note behind its prompt. */
async function countLearned(
  db: Database | Transaction,
  { projectId, versions }: { projectId: string; versions: readonly string[] },
  confirming: readonly Confirming[],
): Promise<number> {
  const keys = sql.param(confirming.map(({ key }) => key));
  const hashes = sql.param([...new Set(confirming.flatMap((group) => group.hashes))]);
  const rows = await db.execute<{ key: string; hash: string }>(sql`
    select distinct e.group_key as key, coalesce(p.note_hash, e.source_hash) as hash from example e
      left join pair p on p.project_id = e.project_id and p.example_id = e.id
    where e.project_id = ${projectId} and e.dataset_version_id in ${[...versions]} and e.split = 'train'
      and (e.group_key = any(${keys}::text[]) or coalesce(p.note_hash, e.source_hash) = any(${hashes}::text[]))`);
  const [keysRead, hashesRead] = [new Set(rows.map(({ key }) => key)), new Set(rows.map(({ hash }) => hash))];
  return confirming.filter((group) => keysRead.has(group.key) || group.hashes.some((hash) => hashesRead.has(hash)))
    .length;
}

/** Notes that would confirm, and that the study's model was trained on before: it would be measured on what it knows. */
export async function findLearned(
  db: Database | Transaction,
  projectId: string,
  settings: ClinicalLoop,
): Promise<Problem[]> {
  const { modelId } = settings;
  if (modelId === null) return [];
  const versions = await readTaughtVersions(db, { projectId, modelId });
  if (versions.length === 0) return [];
  const count = await countLearned(db, { projectId, versions }, await readConfirming(db, projectId, settings));
  if (count === 0) return [];
  const groups = formatCounted(count, "patient or document", "patients or documents");
  const what = `The model learned from ${groups} that would only confirm in this study.`;
  const remedy =
    "Choose a model that was not trained on them, or divide the notes as they were then: same seed, share and splits.";
  return [{ where: "modelId", what, remedy }];
}

export async function refuseLearned(tx: Transaction, projectId: string, settings: ClinicalLoop): Promise<void> {
  const problems = await findLearned(tx, projectId, settings);
  if (problems.length === 0) return;
  throw new DomainError("Validation", problems.map(({ what, remedy }) => `${what} ${remedy}`).join(" "), problems);
}
