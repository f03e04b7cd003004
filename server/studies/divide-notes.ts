import { and, eq, inArray, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/database";
import { dataset, datasetVersion, example } from "@/db/schema/datasets";
import { studyGroup } from "@/db/schema/studies";
import type { Split } from "@/domain/datasets/dataset-types";
import { formatCounted } from "@/domain/format/number";
import { newId } from "@/domain/identifiers";
import { assignRoles } from "@/domain/studies/assign-roles";
import type { NoteRole } from "@/domain/studies/note-role";
import { DomainError } from "../errors";
import type { StudyOf } from "./read-graph";

export type Division = {
  name: string;
  notesVersionId: string;
  heldOut: readonly Split[];
  seed: number;
  harvestShare: number;
};

const ROWS_PER_INSERT = 5_000;

export async function requireNotes(tx: Database | Transaction, projectId: string, versionId: string) {
  const [found] = await tx
    .select({ version: datasetVersion, name: dataset.name })
    .from(datasetVersion)
    .innerJoin(dataset, and(eq(dataset.projectId, datasetVersion.projectId), eq(dataset.id, datasetVersion.datasetId)))
    .where(and(eq(datasetVersion.projectId, projectId), eq(datasetVersion.id, versionId)));
  if (!found) throw new DomainError("NotFound", "There is no such dataset version in this project.");
  if (found.version.type !== "notes") {
    const what = `${found.name} holds ${found.version.type}; a study reads notes with their sources.`;
    throw new DomainError("Validation", what, [
      { where: "notesVersionId", what, remedy: "Choose a version of notes." },
    ]);
  }
  return found;
}

/** Held out where any of its rows is in such a split; a group never spans two. */
export async function readGroups(
  tx: Database | Transaction,
  projectId: string,
  { notesVersionId, heldOut }: Pick<Division, "notesVersionId" | "heldOut">,
) {
  return tx.execute<{ key: string; held_out: boolean; hashes: string[] }>(sql`
    select ${example.groupKey} as key, bool_and(${example.split} in ${[...heldOut]}) as held_out,
      array_agg(distinct ${example.sourceHash}) as hashes
    from ${example}
    where ${example.projectId} = ${projectId} and ${example.datasetVersionId} = ${notesVersionId}
      and ${example.erasedAt} is null
    group by ${example.groupKey} order by ${example.groupKey}`);
}

/** Writes the role of every patient or document, before anything is sampled. */
async function writeRoles(tx: Transaction, of: StudyOf, division: Division): Promise<void> {
  const groups = await readGroups(tx, of.projectId, division);
  const toAssign = groups.map(({ key, held_out: heldOut, hashes }) => ({ key, heldOut, hashes }));
  const roles = assignRoles(toAssign, division);
  const heldOut = toAssign.filter((group) => group.heldOut);
  const missing = (["harvest", "confirm"] as const).find((role) => !heldOut.some(({ key }) => roles.get(key) === role));
  if (missing) {
    const splits = division.heldOut.join(", ");
    const counted = formatCounted(heldOut.length, "patient or document", "patients or documents");
    const what = `${counted} of these notes ${heldOut.length === 1 ? "is" : "are"} held out from training (${splits}), and none is left to ${missing}.`;
    const remedy =
      "Import notes with a test split of at least two patients or documents whose sources stand nowhere else.";
    throw new DomainError("Validation", `${what} ${remedy}`, [{ where: "notesVersionId", what, remedy }]);
  }
  const rows = groups.map(({ key, hashes }) => ({
    ...{ ...of, groupKey: key, role: roles.get(key) ?? ("harvest" as const), sourceHashes: hashes },
  }));
  for (let from = 0; from < rows.length; from += ROWS_PER_INSERT) {
    await tx.insert(studyGroup).values(rows.slice(from, from + ROWS_PER_INSERT));
  }
}

async function nameDataset(tx: Transaction, projectId: string, wanted: string, studyId: string): Promise<string> {
  const taken = await tx.$count(dataset, and(eq(dataset.projectId, projectId), eq(dataset.name, wanted)));
  return taken === 0 ? wanted : `${wanted} · ${studyId}`;
}

const WORDS: Readonly<Record<NoteRole, string>> = { harvest: "harvested notes", confirm: "confirming notes" };

/** The held-out notes of one role as a version of their own, in an order that the seed draws. */
async function storeNotesOf(tx: Transaction, of: StudyOf, division: Division, role: NoteRole): Promise<string> {
  const { projectId, studyId } = of;
  const { notesVersionId, heldOut, seed, name } = division;
  const { version } = await requireNotes(tx, projectId, notesVersionId);
  const [datasetId, versionId] = [newId(), newId()];
  const called = await nameDataset(tx, projectId, `${name}: ${WORDS[role]}`, studyId);
  await tx.insert(dataset).values({ id: datasetId, projectId, name: called });
  const { holds, approval, approvedUntil } = version;
  await tx.insert(datasetVersion).values({
    ...{ id: versionId, projectId, datasetId, number: 1, type: "notes", digest: versionId, rows: 0, bytes: 0 },
    ...{ splitCounts: {}, holds, approval, approvedUntil },
    origin: {
      ...{ how: "generated", fileName: null, format: "jsonl", columns: {}, seed, problems: [], rowsRead: 0 },
      study: { studyId, role, fromVersionId: notesVersionId },
    },
  });
  await tx.execute(sql`
    insert into example (id, project_id, dataset_version_id, position, key, split, group_key, section, source, reference,
      source_hash, metadata)
    select left(md5(${versionId} || e.id), 20), e.project_id, ${versionId},
      row_number() over (order by md5(${String(seed)} || e.group_key), e.position) - 1, e.key, 'test', e.group_key,
      e.section, e.source, e.reference, e.source_hash, e.metadata
    from example e
      join study_group g on g.study_id = ${studyId} and g.group_key = e.group_key and g.role = ${role}
    where e.project_id = ${projectId} and e.dataset_version_id = ${notesVersionId} and e.split in ${[...heldOut]}
      and e.erased_at is null`);
  await tx.execute(sql`
    update dataset_version v set rows = said.rows, bytes = octet_length(said.text), digest = said.digest,
      split_counts = jsonb_build_object('test', said.rows), origin = v.origin || jsonb_build_object('rowsRead', said.rows)
    from (select count(*)::int as rows, string_agg(line, E'\n' order by position) as text,
        encode(sha256(convert_to(string_agg(line, E'\n' order by position), 'UTF8')), 'hex') as digest
      from (select position, json_build_object('key', key, 'group', group_key, 'section', section, 'source', source,
          'reference', reference)::text as line
        from example where project_id = ${projectId} and dataset_version_id = ${versionId}) lines) said
    where v.id = ${versionId}`);
  return versionId;
}

/** Gives every group its role, and makes the two versions that runs write for. */
export async function divideNotes(tx: Transaction, of: StudyOf, division: Division) {
  await requireNotes(tx, of.projectId, division.notesVersionId);
  // Whoever erases a patient meanwhile waits, so that no copy of erased text is made (dataset-lock.ts).
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`datasets of ${of.projectId}`}))`);
  await writeRoles(tx, of, division);
  const harvest = await storeNotesOf(tx, of, division, "harvest");
  const confirm = await storeNotesOf(tx, of, division, "confirm");
  const rows = await tx
    .select({ id: datasetVersion.id, rows: datasetVersion.rows })
    .from(datasetVersion)
    .where(inArray(datasetVersion.id, [harvest, confirm]));
  const countOf = (id: string) => rows.find((row) => row.id === id)?.rows ?? 0;
  const counts = { harvest: countOf(harvest), confirm: countOf(confirm) };
  return { counts, versions: { all: division.notesVersionId, harvest, confirm } };
}
