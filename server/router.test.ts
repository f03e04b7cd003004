import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { addMatrixFixture } from "./access-matrix/matrix-fixture";
import { listProcedures, type Observation, observeProcedures } from "./access-matrix/observe-procedures";

/** Whoever adds a procedure outside of a project says so here; inside, it names a permission. */
const OUTSIDE_OF_PROJECTS = {
  public: ["invitations.acceptAsNew", "invitations.open"],
  "signed-in": ["egress.list", "projects.list", "projects.viewer"],
  "own-account": [
    "account.read",
    "account.setPassword",
    "account.signInAddress",
    "invitations.accept",
    "sessions.list",
    "sessions.revoke",
    "sessions.revokeOthers",
    "tokens.create",
    "tokens.list",
    "tokens.revoke",
  ],
  "some-admin": ["egress.change", "egress.closeAll", "projects.create"],
};

let database: TestDatabase;
let seen: Observation[];

beforeAll(async () => {
  database = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("ASSAY_HOME", "/nonexistent");
  vi.stubEnv("ASSAY_URL", "http://127.0.0.1:3000");
  vi.stubEnv("ASSAY_SECRET", "a secret for tests that is long enough");
  vi.stubEnv("ASSAY_PYTHON", "/bin/false");
  const fixture = await addMatrixFixture(database);
  seen = await observeProcedures({ db: database.db, sql: database.sql, now: () => new Date() }, fixture);
});
afterAll(() => database.drop());

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
