import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { PERMISSIONS, type Permission } from "@/domain/access";
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

/**
 * What changes something inside a project, by the permission that it should ask for. Written by hand and not read off
 * the procedures: the matrix believes their own labels.
 */
const CHANGES_IN_PROJECTS: Readonly<Partial<Record<Permission, readonly string[]>>> = {
  "runs.write": [
    "runs.archive",
    "runs.cancel",
    "runs.changeMany",
    "runs.launch",
    "runs.launchSweep",
    "runs.prioritise",
    "runs.remove",
    "runs.restore",
    "runs.resume",
    "runs.retry",
    "runs.tagMany",
    "runs.writeNote",
    "studies.fork",
    "studies.launchLoop",
    "studies.launchSample",
    "studies.rerun",
    "studies.steer",
  ],
  "datasets.write": [
    "datasets.imports.cancel",
    "datasets.imports.examine",
    "datasets.imports.store",
    "datasets.versions.state",
    "pairs.build",
    "pairs.change",
    "pairs.discard",
    "pairs.freeze",
  ],
  "models.write": ["models.change"],
  "views.write": ["charts.archive", "charts.change", "charts.create", "views.change", "views.create", "views.remove"],
  "campaigns.write": [
    "campaigns.addReaders",
    "campaigns.change",
    "campaigns.changeReader",
    "campaigns.controls.add",
    "campaigns.controls.plant",
    "campaigns.controls.remove",
    "campaigns.create",
    "campaigns.discard",
    "campaigns.extend",
    "campaigns.removeReader",
    "campaigns.simulateReaders",
    "campaigns.steer",
    "gates.setRule",
    "labels.import",
  ],
  "reviews.write": ["gates.settling.settle", "reviews.next", "reviews.practiceAgain", "reviews.save", "reviews.time"],
  "gates.sign": ["gates.sign", "reports.freezeComparison", "reports.freezeStudy"],
  "audit.read": ["audit.exportHead", "audit.verify"],
  "project.admin": [
    "erasures.erase",
    "people.changeRole",
    "people.invite",
    "people.issuePasswordReset",
    "people.remove",
    "people.withdrawInvitation",
    "secrets.remove",
    "secrets.write",
  ],
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

test("every change inside a project asks for the permission that is written down for it", () => {
  const written = Object.entries(CHANGES_IN_PROJECTS).flatMap(([access, paths]) =>
    paths.map((path) => [path, access] as const),
  );
  const wanted = new Map<string, string>(written);
  const changes = listProcedures().filter(
    ({ type, access }) => type === "mutation" && PERMISSIONS.some((permission) => permission === access),
  );
  const wrong = changes.flatMap(({ path, access }) => {
    const known = wanted.get(path);
    if (known === access) return [];
    return known
      ? [`${path} asks for ${access}, and ${known} is written down for it`]
      : [`${path} is new: add it to CHANGES_IN_PROJECTS["${access}"] in server/router.test.ts if that is right`];
  });
  expect(wrong).toEqual([]);
  const found = new Set(changes.map(({ path }) => path));
  expect([...wanted.keys()].filter((path) => !found.has(path))).toEqual([]);
});

test("no procedure opens to anybody whom it should refuse", () => {
  expect(seen.filter(({ opened, expected }) => opened && !expected)).toEqual([]);
});

test("no procedure refuses anybody whom it should let in", () => {
  expect(seen.filter(({ opened, expected }) => !opened && expected)).toEqual([]);
});
