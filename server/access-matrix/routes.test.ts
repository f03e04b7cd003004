import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { TEST_ACTORS } from "./actors";
import { type FoundRoute, listRoutes } from "./list-routes";
import { addMatrixFixture } from "./matrix-fixture";
import { matrixVariables } from "./matrix-variables";
import type { Observation } from "./observation";
import { observeRoutes } from "./observe-routes";
import { API_ROUTE, ROUTE_DOORS } from "./route-doors";

vi.setConfig({ hookTimeout: 300_000 });

let database: TestDatabase;
let home: string;
let routes: FoundRoute[];
let seen: Observation[];

beforeAll(async () => {
  database = await createTestDatabase();
  home = await mkdtemp(join(tmpdir(), "assay-matrix-"));
  const variables = matrixVariables(database.url, home);
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  vi.spyOn(console, "error").mockImplementation(() => {});
  const fixture = await addMatrixFixture(database, {
    url: variables.ASSAY_URL,
    secret: variables.ASSAY_SECRET,
    home,
  });
  routes = await listRoutes();
  seen = await observeRoutes(routes, fixture, TEST_ACTORS);
});
afterAll(async () => {
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

test("every route that is served is one that somebody classified", () => {
  const known = new Set(ROUTE_DOORS.map(({ method, route }) => `${method} ${route}`));
  const served = routes.filter(({ route }) => route !== API_ROUTE).map(({ method, route }) => `${method} ${route}`);
  expect(served.length).toBeGreaterThan(10);
  expect(served.filter((each) => !known.has(each))).toEqual([]);
});

test("no route opens to anybody whom it should refuse", () => {
  expect(seen.filter(({ opened, expected }) => opened && !expected)).toEqual([]);
});

test("no route refuses anybody whom it should let in", () => {
  expect(seen.filter(({ opened, expected }) => !opened && expected)).toEqual([]);
});
