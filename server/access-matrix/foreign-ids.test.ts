import { callTRPCProcedure, TRPCError } from "@trpc/server";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { addEvaluatedProject, addPerson } from "@/db/testing/evaluated-project";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import type { Viewer } from "../context";
import { appRouter } from "../router";
import { fillInput, listTextFields } from "./fill-input";
import { addForeignThings, FOREIGN_NAMES, FREE_TEXTS, MARK, readForeignRows, TALKING_NAMES } from "./foreign-things";
import { matrixVariables } from "./matrix-variables";
import { listProcedures, type ProcedureDoor } from "./observe-procedures";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** The one stream; what it tells is held to its project where it is made. */
const STREAMS = ["live.changes"];
const procedures = listProcedures().filter(({ path, access }) => access !== "public" && !STREAMS.includes(path));

let database: TestDatabase;
let admin: Viewer;
let before: Record<string, string[]>;

beforeAll(async () => {
  database = await createTestDatabase();
  for (const [name, value] of Object.entries(matrixVariables(database.url, "/nonexistent"))) vi.stubEnv(name, value);
  await addEvaluatedProject(database.db, "own");
  admin = await addPerson(database.db, "own-project", "admin", "admin");
  await addForeignThings(database);
  before = await readForeignRows(database);
});
afterAll(() => database.drop());

type Names = Readonly<Record<string, string>>;

/** What the admin of another project is answered, or the refusal. */
async function ask({ path, type, inputs }: ProcedureDoor, names: Names, project = "own") {
  const input = { ...fillInput(inputs, names), project };
  const ctx = { db: database.db, sql: database.sql, now: () => new Date(), viewer: admin };
  try {
    const answer: unknown = await callTRPCProcedure({
      router: appRouter,
      path,
      type,
      ctx,
      getRawInput: async () => input,
      signal: undefined,
      batchIndex: 0,
    });
    return { answer: JSON.stringify(answer ?? null), refusal: null };
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    return { answer: "", refusal: error };
  }
}

/** What the person said themselves is no leak. */
function withoutEcho(answer: string, names: Names): string {
  return Object.values(names).reduce((left, name) => left.replaceAll(JSON.stringify(name), '""'), answer);
}

test("every text that a procedure asks for is known to name something, or to name nothing", () => {
  const unknown = procedures.flatMap(({ path, inputs }) => {
    const fields = listTextFields(inputs).filter((field) => !(field in FOREIGN_NAMES) && !FREE_TEXTS.includes(field));
    return fields.map((field) => `${path}: "${field}" belongs into FOREIGN_NAMES with an id there, or into FREE_TEXTS`);
  });
  expect(unknown).toEqual([]);
});

const NAMES = [
  ["of another project", FOREIGN_NAMES],
  ["of a run of another project that talks", TALKING_NAMES],
] as const;

test.each(NAMES)("whoever names what is %s gets nothing of it from any procedure", async (_title, names) => {
  const refusedAtInput = [];
  const leaks = [];
  for (const door of procedures) {
    const { path } = door;
    const { answer, refusal } = await ask(door, names);
    if (refusal?.code === "BAD_REQUEST") refusedAtInput.push(`${path}: ${refusal.message}`);
    if (withoutEcho(answer, names).includes(MARK)) leaks.push({ path, answer });
  }
  expect(refusedAtInput).toEqual([]);
  expect(leaks).toEqual([]);
});

test("and changes nothing of it", async () => {
  expect(await readForeignRows(database)).toEqual(before);
});

const ANSWERED: [string, Names, string[]][] = [
  [
    "foreign",
    FOREIGN_NAMES,
    ["runs.byId", "lineage.byRun", "datasets.byId", "views.byId", "evaluations.example", "campaigns.byId"],
  ],
  ["live", TALKING_NAMES, ["logs.read", "series.keys"]],
];

test.each(ANSWERED)("whoever belongs into %s is answered by the same procedures", async (slug, names, paths) => {
  admin = { userId: "foreign-owner", name: "foreign-owner", email: "foreign-owner@assay.test" };
  const doors = procedures.filter(({ path }) => paths.includes(path));
  expect(doors.length).toBe(paths.length);
  for (const door of doors) {
    expect((await ask(door, names, slug)).answer, door.path).toContain(MARK);
  }
});
