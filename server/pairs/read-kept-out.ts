import type { Database, Sql } from "@/db/database";
import { SPLITS } from "@/domain/datasets/dataset-types";
import type { PairRecipe } from "@/domain/pairs/pair-recipe";
import type { KeptOut } from "@/domain/pairs/screen-candidates";
import { DomainError } from "../errors";
import { readNoteRoles } from "../studies/note-roles";

type Measuring = PairRecipe["keepOut"][number];

async function readVersion(sql: Sql, projectId: string, { version, splits }: Measuring): Promise<KeptOut> {
  const [found] = await sql<{ name: string; number: number }[]>`
    select d.name, v.number from dataset_version v
      join dataset d on d.project_id = v.project_id and d.id = v.dataset_id
    where v.project_id = ${projectId} and v.id = ${version}`;
  if (!found) throw new DomainError("NotFound", "There is no such dataset version to measure on in this project.");
  const rows = await sql<{ group: string; hash: string; note: string | null }[]>`
    select distinct e.group_key as "group", e.source_hash as hash, p.note_hash as note from example e
      left join pair p on p.project_id = e.project_id and p.example_id = e.id
    where e.project_id = ${projectId} and e.dataset_version_id = ${version}
      and e.split = any(${splits.length > 0 ? splits : [...SPLITS]})`;
  const part = splits.length > 0 ? ` (${splits.join(", ")})` : "";
  return {
    reason: `Its note, patient or document stands in what measures: ${found.name} v${found.number}${part}.`,
    groups: new Set(rows.map(({ group }) => group)),
    noteHashes: new Set(rows.flatMap(({ hash, note }) => [hash, note ?? hash])),
  };
}

async function readConfirming(db: Database, projectId: string, studyId: string): Promise<KeptOut[]> {
  const found = await readNoteRoles(db, { projectId, studyId });
  if (!found) return [];
  const confirming = [...found.roles].filter(([, role]) => role === "confirm").map(([group]) => group);
  const reason = "Its patient or document only confirms in the study.";
  return [{ reason, groups: new Set(confirming), noteHashes: new Set() }];
}

/** What no pair may be made of: what measures, and the notes of the study that only confirm. */
export async function readKeptOut(
  { db, sql }: { db: Database; sql: Sql },
  projectId: string,
  { keepOut, study }: Pick<PairRecipe, "keepOut" | "study">,
): Promise<KeptOut[]> {
  const versions: KeptOut[] = [];
  for (const each of keepOut) versions.push(await readVersion(sql, projectId, each));
  return [...versions, ...(study ? await readConfirming(db, projectId, study) : [])];
}
