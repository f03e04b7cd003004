import { eq } from "drizzle-orm";
import type { Database, Sql } from "../../database";
import { dataset } from "../../schema/datasets";
import { project } from "../../schema/people";
import { createRandom, type Random } from "../random";
import { ensurePerson, ensureProject } from "../seed-people";
import { type Seed, secondsBefore, seedId } from "../seed-services";
import { writeAsBase } from "./clinical-notes";
import { type NotesVersion, sha256, writeAs, writeVersion } from "./compared-methods/notes";
import { trainingJournal } from "./training-journal";
import { type Scored, writeBaseModel, writeFinished, writeGenerated, writeScored } from "./write-steps";

export const COMPARED_PROJECT = { id: seedId("methods-project"), slug: "compared-methods", name: "Compared methods" };
const SEEDS = [1, 2, 3, 4, 5] as const;
/** `clean`: share of notes that a method writes without a slip. */
const METHODS = [
  { id: "r8", rank: 8, clean: 0.5, floor: 1.72 },
  { id: "r32", rank: 32, clean: 0.62, floor: 1.66 },
  { id: "r64", rank: 64, clean: 0.6, floor: 1.65 },
] as const;
const SECONDS_A_TRAINING = 1_200;

type Method = (typeof METHODS)[number];
type Course = { seed: Seed; random: Random; modelRun: string; trainedOn: NotesVersion; hardness: number[] };

async function writeTraining({ seed, random, modelRun, trainedOn }: Course, method: Method, number: number, at: Date) {
  const id = seedId("methods", method.id, number);
  const config = { method: "lora", steps: 150, batchSize: 4, learningRate: 5e-4, loraRank: method.rank };
  const secondsPerStep = 1.8 + method.rank / 40;
  const course = { run: id, startedAt: at, steps: 150, made: 150, secondsPerStep, config };
  const journal = trainingJournal({ ...course, random, floor: method.floor + random.normal() * 0.01 });
  journal.event(at.getTime() / 1000 + 150 * secondsPerStep, {
    type: "artifact",
    name: "adapter",
    kind: "adapter",
    digest: sha256(id),
    bytes: 1_228_800 * method.rank,
    files: 2,
    metadata: { license: "Apache-2.0" },
  });
  const inputs = { model: { fromRunId: modelRun }, dataset: { datasetVersionId: trainedOn.id } };
  const wanted = {
    id,
    name: `sft ${method.id} · seed ${number}`,
    stage: "sft",
    config,
    seed: number,
    createdAt: at,
    inputs,
  };
  await writeFinished(seed, { wanted, startedAt: at, seconds: 5 + 150 * secondsPerStep, journal });
  return id;
}

async function writeMethod(course: Course, tested: NotesVersion, baseline: Scored, method: Method, from: Date) {
  const { seed, random, hardness } = course;
  for (const [index, number] of SEEDS.entries()) {
    const at = new Date(from.getTime() + index * SECONDS_A_TRAINING * 1000);
    const after = (seconds: number) => new Date(at.getTime() + seconds * 1000);
    const modelRun = await writeTraining(course, method, number, at);
    const clean = method.clean + random.normal() * 0.015;
    const written = tested.examples.map((note, place) => ({
      example: note,
      text: writeAs(random, { note, hardness: hardness[place] ?? 0.5, clean }),
    }));
    const made = { modelRun, seed: 100 + Math.floor(random.next() * 1e6), at: after(500), versionId: tested.id };
    const name = `${method.id} · seed ${number}`;
    const scored = await writeGenerated(
      seed,
      { ...made, id: `${modelRun}-generate`, name: `generate · ${name}` },
      written,
    );
    const scoring = { id: `${scored.id}-evaluate`, name: `evaluate ${name}`, at: after(900) };
    await writeScored(seed, scoring, scored, baseline);
  }
}

/** The model of one training once more, on the version before: it cannot be set against the others. */
async function writeElsewhere({ seed, random }: Course, version: NotesVersion, at: Date): Promise<void> {
  const modelRun = seedId("methods", "r8", 1);
  const made = { modelRun, seed: 77, at, versionId: version.id };
  const write = (clean: number) =>
    version.examples.map((note) => ({
      example: note,
      text: writeAs(random, { note, hardness: random.next(), clean }),
    }));
  const names = { old: "generate · r8 · ward-notes v1", base: "generate · base · ward-notes v1" };
  const old = await writeGenerated(seed, { ...made, id: seedId("methods-old"), name: names.old }, write(0.6));
  const base = { ...made, id: seedId("methods-old-base"), name: names.base, modelRun: seedId("methods-base") };
  const scoring = { id: `${old.id}-evaluate`, name: "evaluate r8 · ward-notes v1", at };
  await writeScored(seed, scoring, old, await writeGenerated(seed, base, write(0)));
}

/** Three methods of five seeds each, scored against an untrained model; false where the project stands already. */
export async function writeComparedMethods(db: Database, sql: Sql, now: Date): Promise<boolean> {
  const stands = await db.select({ id: project.id }).from(project).where(eq(project.slug, COMPARED_PROJECT.slug));
  if (stands.length > 0) return false;
  const userId = await ensurePerson(db);
  const projectId = await ensureProject(db, COMPARED_PROJECT, userId);
  const seed: Seed = { db, sql, projectId, userId, now };
  await db.insert(dataset).values({ id: seedId("methods-dataset"), projectId, name: "ward-notes" });
  const trainedOn = await writeVersion(seed, 1);
  const tested = await writeVersion(seed, 2);
  const start = secondsBefore(now, 86_400);
  const modelRun = seedId("methods-base");
  await writeBaseModel(seed, { id: modelRun, at: start, digest: "5e".repeat(32) });
  const random = createRandom(8);
  const hardness = tested.examples.map(() => random.next());
  const course = { seed, random, modelRun, trainedOn, hardness };
  const byBase = tested.examples.map((item) => ({ example: item, text: writeAsBase(random, item) }));
  const made = { id: seedId("methods-generate-base"), name: "generate · base", at: start, modelRun, seed: 9 };
  const baseline = await writeGenerated(seed, { ...made, versionId: tested.id }, byBase);
  for (const [index, method] of METHODS.entries()) {
    const from = new Date(start.getTime() + index * SEEDS.length * SECONDS_A_TRAINING * 1000);
    await writeMethod(course, tested, baseline, method, from);
  }
  await writeElsewhere(course, trainedOn, secondsBefore(now, 3_600));
  return true;
}
