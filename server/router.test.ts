import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { TEST_ACTORS } from "./access-matrix/actors";
import { addMatrixFixture } from "./access-matrix/matrix-fixture";
import { matrixVariables } from "./access-matrix/matrix-variables";
import type { Observation } from "./access-matrix/observation";
import { listProcedures, observeProcedures } from "./access-matrix/observe-procedures";

/** Whoever adds a procedure outside of a project says so here; inside, it names a permission. */
const OUTSIDE_OF_PROJECTS = {
  public: ["invitations.acceptAsNew", "invitations.open"],
  "signed-in": ["egress.list", "projects.list", "projects.viewer"],
  "own-account": [
    "account.read",
    "account.setPassword",
    "invitations.accept",
    "sessions.list",
    "sessions.revoke",
    "sessions.revokeOthers",
    "tokens.create",
    "tokens.list",
    "tokens.revoke",
  ],
  machine: ["account.passwordLink", "account.signInAddress"],
  "some-admin": ["egress.change", "egress.closeAll", "projects.create"],
};

vi.setConfig({ hookTimeout: 300_000 });

let database: TestDatabase;
let home: string;
let seen: Observation[];

beforeAll(async () => {
  database = await createTestDatabase();
  home = await mkdtemp(join(tmpdir(), "assay-matrix-"));
  const variables = matrixVariables(database.url, home);
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  const fixture = await addMatrixFixture(database, { url: variables.ASSAY_URL, secret: variables.ASSAY_SECRET, home });
  seen = await observeProcedures({ db: database.db, sql: database.sql, now: () => new Date() }, fixture, TEST_ACTORS);
});
afterAll(async () => {
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

test("every procedure says who it is for", () => {
  expect(listProcedures().filter(({ access }) => access === null)).toEqual([]);
});

test.each(Object.entries(OUTSIDE_OF_PROJECTS))("what is %s is written down", (access, known) => {
  const found = listProcedures().filter((each) => each.access === access);
  expect(found.map(({ path }) => path)).toEqual(known);
});

test("no procedure opens to anybody whom it should refuse", () => {
  expect(seen.filter(({ opened, expected }) => opened && !expected)).toEqual([]);
});

test("no procedure refuses anybody whom it should let in", () => {
  expect(seen.filter(({ opened, expected }) => !opened && expected)).toEqual([]);
});
