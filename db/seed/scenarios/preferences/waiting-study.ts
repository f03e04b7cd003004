import { tmpdir } from "node:os";
import { and, asc, eq } from "drizzle-orm";
import { advanceStudies } from "@/server/studies/advance-studies";
import { launchClinicalLoop } from "@/server/studies/launch-clinical-loop";
import { example } from "../../../schema/datasets";
import { run, runInput } from "../../../schema/runs";
import { createRandom } from "../../random";
import { ensureReader } from "../../seed-people";
import { type Seed, secondsBefore, seedId } from "../../seed-services";
import { takeQueued } from "../../write-run";
import { writeAsTuned } from "../clinical-notes";
import { endFinished } from "../ends";
import { generationJournal, generationSeconds } from "../generation-journal";

export const WAITING_STUDY = "Visit notes, the whole loop";
const NOTES = 12;

async function writeNotesOf(seed: Seed, runId: string, startedAt: Date): Promise<void> {
  const { db, projectId } = seed;
  const rows = await db
    .select({ example })
    .from(runInput)
    .innerJoin(example, and(eq(example.projectId, projectId), eq(example.datasetVersionId, runInput.datasetVersionId)))
    .where(and(eq(runInput.projectId, projectId), eq(runInput.runId, runId), eq(runInput.name, "dataset")))
    .orderBy(asc(example.position))
    .limit(NOTES);
  const random = createRandom(rows.length);
  const written = rows.map(({ example: { id, section, source, reference, split } }) => {
    const note = { id, section: section ?? "", source, reference: reference ?? "", split, drugs: [] };
    return { example: note, text: writeAsTuned(random, note) };
  });
  const seconds = generationSeconds(written.length) + 2;
  const end = startedAt.getTime() / 1000 + seconds;
  const journal = generationJournal({ run: runId, startedAt, written, config: { split: "test", limit: NOTES } });
  await takeQueued(seed, runId, {
    ...{ startedAt, endedAt: new Date(end * 1000) },
    journal: endFinished(journal, end, seconds),
  });
}

/** The clinical loop, launched by people, up to where its first round waits for its readers. */
export async function writeWaitingStudy(seed: Seed, baseModelId: string): Promise<void> {
  const { db, sql, projectId, userId } = seed;
  const at = secondsBefore(seed.now, 30 * 3_600);
  const services = { db, sql, now: () => at, python: ".venv/bin/python", home: tmpdir() };
  const readers = [await ensureReader(db, projectId, "Ines Reader"), await ensureReader(db, projectId, "Jon Reader")];
  const { studyId } = await launchClinicalLoop(
    services,
    { projectId, actor: { id: userId, name: "Dev Ermin", by: "terminal" } },
    {
      ...{ name: WAITING_STUDY, notesVersionId: seedId("notes-v", 2), modelId: baseModelId, sft: null },
      ...{ harvestNotes: NOTES, confirmNotes: NOTES, title: "Visit notes" },
      readers: { kind: "people", people: readers.map((reader) => ({ userId: reader, hoursPerWeek: 3 })) },
      training: { deltas: [0, 10, 100], seeds: [1, 2] },
    },
  );
  await advanceStudies(services);
  const queued = await db
    .select({ id: run.id })
    .from(run)
    .where(and(eq(run.projectId, projectId), eq(run.studyId, studyId)))
    .orderBy(asc(run.createdAt));
  for (const [place, { id }] of queued.entries()) {
    await writeNotesOf(seed, id, new Date(at.getTime() + (5 + place * 40) * 1000));
  }
  await advanceStudies(services);
}
