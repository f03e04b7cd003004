import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { run } from "@/db/schema/runs";
import { createTestDatabase } from "@/db/testing/test-database";
import { addProject } from "../dispatch/testing/add-runs";
import { launchSweep } from "./launch-sweep";
import { firstOfEach, sweepRequestSchema } from "./sweep-request";

const database = await createTestDatabase();
const services = { db: database.db, now: () => new Date() };
const by = { projectId: "p", userId: "ada" };

beforeAll(() => addProject(database.db, "p", ["ada"]));
beforeEach(() => database.db.delete(run));
afterAll(() => database.drop());

const program = { stage: "command", name: "train", config: { arguments: ["python", "train.py"] } };
const launch = (sweep: object) => launchSweep(services, by, sweepRequestSchema.parse({ ...program, ...sweep }));

test("a sweep is as many runs as combinations, each with its own settings, seed and name, under one tag", async () => {
  const { runIds, tag } = await launch({ vary: { gpus: [0, 1] }, seeds: [1, 2], tags: ["trial"] });
  const runs = await database.db.select().from(run);
  expect(runs.map(({ id }) => id).sort()).toEqual([...runIds].sort());
  expect(runs.map(({ givenConfig, seed }) => [givenConfig.gpus, seed]).sort()).toEqual([
    [0, 1],
    [0, 2],
    [1, 1],
    [1, 2],
  ]);
  expect(runs.map(({ name }) => name)).toContain("train: gpus 1, seed 2");
  expect(runs.every(({ tags }) => tags.join() === `trial,${tag}`)).toBe(true);
});

test("one value that the stage does not take, and nothing is launched", async () => {
  await expect(launch({ vary: { gpus: [1, 1_000] } })).rejects.toThrow();
  expect(await database.db.select().from(run)).toEqual([]);
});

test("too many, and a value twice, are refused", async () => {
  const seeds = Array.from({ length: 501 }, (_, seed) => seed);
  await expect(launch({ seeds })).rejects.toThrow("at most 500");
  const vary = Object.fromEntries("abcdefghijkl".split("").map((key) => [key, seeds]));
  expect(() => firstOfEach(sweepRequestSchema.parse({ ...program, vary }))).toThrow("at most 500");
  expect(() => sweepRequestSchema.parse({ ...program, vary: { gpus: [1, 1] } })).toThrow("twice");
});
