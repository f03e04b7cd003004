import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { and, asc, eq, inArray } from "drizzle-orm";
import { dataset, datasetVersion, example } from "@/db/schema/datasets";
import { generation } from "@/db/schema/evaluations";
import { artifact, model, run, runInput } from "@/db/schema/runs";
import { studyMade, studyNode } from "@/db/schema/studies";
import { addPerson } from "@/db/testing/evaluated-project";
import { SAMPLED, TRUE_NOTE, WRONG_NOTE } from "@/db/testing/sampled-round";
import { createTestDatabase } from "@/db/testing/test-database";
import type { ClinicalLoopInput } from "@/domain/studies/loop-settings";
import { addProject } from "../../dispatch/testing/add-runs";
import { createCaller } from "../../router";
import { TEST_PYTHON } from "../../testing/test-python";
import { advanceStudies } from "../advance-studies";
import { launchClinicalLoop } from "../launch-clinical-loop";

const SAID = "Doctor: What medical problems do you have?\nPatient: I have gout, three years now. No cough.";

/** What is written for an example: wrong or right as the test wants, or null for nothing. */
export type Writes = (of: { run: string; position: number; source: string }) => boolean | null;

const textOf = (wrong: boolean | null): string => (wrong === null ? " \n" : wrong ? WRONG_NOTE : TRUE_NOTE);

export const SIMULATED = { kind: "simulated" as const, skills: [{ sensitivity: 1, specificity: 1 }] };

/** A project with notes about simulated patients, a clock, and runs that end as soon as somebody says so. */
export async function createStudyRig({ train = 4, test = 12 } = {}) {
  const database = await createTestDatabase();
  const { db, sql } = database;
  const projectId = "p";
  await addProject(db, projectId);
  const ada = await addPerson(db, projectId, "ada", "admin");
  const rows = train + test;
  await db.insert(dataset).values({ id: "d", projectId, name: "visits" });
  await db.insert(datasetVersion).values({
    ...{ id: "notes", projectId, datasetId: "d", number: 1, type: "notes", digest: "notes", rows, bytes: 1 },
    ...{ splitCounts: { train, test }, holds: "synthetic" },
    origin: { how: "generated", fileName: null, format: "jsonl", columns: {}, problems: [], rowsRead: rows },
  });
  await db.insert(example).values(
    Array.from({ length: rows }, (_, position) => ({
      ...{ id: `e${position}`, projectId, datasetVersionId: "notes", position, metadata: SAMPLED },
      ...{ split: position < train ? ("train" as const) : ("test" as const), groupKey: `patient ${position}` },
      ...{ source: `${SAID} ${position}`, sourceHash: `hash ${position}`, reference: TRUE_NOTE },
    })),
  );
  const clock = { now: new Date("2026-03-01T09:00:00Z") };
  const now = () => {
    clock.now = new Date(clock.now.getTime() + 1_000);
    return clock.now;
  };
  const home = await mkdtemp(join(tmpdir(), "assay-study-"));
  const services = { db, sql, now, python: TEST_PYTHON, home };
  const scope = { projectId, actor: { id: "ada", name: "ada", by: "session" as const } };
  const launch = (settings: Partial<ClinicalLoopInput> = {}) =>
    launchClinicalLoop(services, scope, { name: "Loop", notesVersionId: "notes", readers: SIMULATED, ...settings });

  async function makeModel(runId: string, name: string) {
    await db.insert(artifact).values({
      ...{ id: `files-${runId}`, projectId, runId, attempt: 1, name: "model", kind: "model", bytes: 1, files: 1 },
      digest: runId.padEnd(64, "0"),
    });
    const origin = { source: "run" as const, reference: name, artifactId: `files-${runId}`, madeByRunId: runId };
    await db.insert(model).values({ id: `model-${runId}`, projectId, name, ...origin });
  }

  async function write({ id, name, limit }: { id: string; name: string; limit: number | null }, wrong: Writes) {
    const [input] = await db
      .select({ version: runInput.datasetVersionId })
      .from(runInput)
      .where(and(eq(runInput.runId, id), eq(runInput.name, "dataset")));
    const rows = await db
      .select()
      .from(example)
      .where(eq(example.datasetVersionId, input?.version ?? ""))
      .orderBy(asc(example.position))
      .limit(limit ?? 10_000);
    await db.insert(generation).values(
      rows.map(({ id: exampleId, position, source }, at) => ({
        ...{ id: `${id}-${at}`, projectId, runId: id, exampleId, finishReason: "stop" as const, attempt: 1 },
        ...{ promptTokens: 1, completionTokens: 1, seconds: 1, sequence: at + 1 },
        text: textOf(wrong({ run: name, position, source })),
      })),
    );
  }

  /** What the runner would do with every queued run. */
  async function endRuns(wrong: Writes = () => false): Promise<number> {
    const queued = await db
      .select()
      .from(run)
      .where(inArray(run.state, ["queued", "waiting"]));
    for (const { id, name, stage, givenConfig } of queued) {
      const { limit } = givenConfig as { limit?: number | null };
      if (["import-model", "sft", "dpo", "fdpo"].includes(stage)) await makeModel(id, name);
      if (stage === "generate") await write({ id, name, limit: limit ?? null }, wrong);
      const at = now();
      await db
        .update(run)
        .set({ state: "finished", startedAt: at, endedAt: at, busySeconds: 60 })
        .where(eq(run.id, id));
    }
    return queued.length;
  }

  const advance = () => advanceStudies(services);

  /** On and on until nothing moves by itself. */
  async function playOn(wrong: Writes = () => false): Promise<void> {
    for (;;) if ((await advance()) + (await endRuns(wrong)) === 0) return;
  }

  async function states(studyId: string) {
    const nodes = await db.select().from(studyNode).where(eq(studyNode.studyId, studyId)).orderBy(studyNode.position);
    return Object.fromEntries(nodes.map(({ key, state, verdict }) => [key, verdict ? `${state} ${verdict}` : state]));
  }
  const nodeOf = async (studyId: string, key: string) => {
    const [found] = await db
      .select()
      .from(studyNode)
      .where(and(eq(studyNode.studyId, studyId), eq(studyNode.key, key)));
    if (!found) throw new Error(`There is no node ${key}.`);
    return found;
  };
  const madeBy = (studyId: string, nodeKey: string) =>
    db
      .select()
      .from(studyMade)
      .where(and(eq(studyMade.studyId, studyId), eq(studyMade.nodeKey, nodeKey)))
      .orderBy(asc(studyMade.name), asc(studyMade.createdAt));
  const as = (viewer: Awaited<ReturnType<typeof addPerson>>) => createCaller({ db, sql, now, viewer });
  const end = async () => {
    await database.drop();
    await rm(home, { recursive: true, force: true });
  };
  return { end, db, sql, services, scope, clock, ada, as, launch, advance, endRuns, playOn, states, nodeOf, madeBy };
}
export type StudyRig = Awaited<ReturnType<typeof createStudyRig>>;
