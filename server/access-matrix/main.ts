import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase } from "@/db/testing/test-database";
import { MATRIX_ACTORS } from "./actors";
import { formatMatrix, summariseMatrix } from "./format-matrix";
import { matrixVariables } from "./matrix-variables";

/** Program: asks everything as everybody and prints who was let in; ends with 1 where that was wrong. */
const database = await createTestDatabase();
const home = await mkdtemp(join(tmpdir(), "assay-matrix-"));
const variables = matrixVariables(database.url, home);
Object.assign(process.env, variables);
// What fails behind a door is told by its log; here only doors are looked at.
console.error = () => {};
// Whoever reads the environment is loaded after it is set.
const { addMatrixFixture } = await import("./matrix-fixture");
const { observeProcedures } = await import("./observe-procedures");
const { observeRoutes } = await import("./observe-routes");
const { listRoutes } = await import("./list-routes");
try {
  const services = { db: database.db, sql: database.sql, now: () => new Date() };
  const fixture = await addMatrixFixture(database, {
    url: variables.ASSAY_URL,
    secret: variables.ASSAY_SECRET,
    home,
  });
  // Routes first: among the procedures is one that signs people out.
  const routes = await observeRoutes(await listRoutes(), fixture, MATRIX_ACTORS);
  const procedures = await observeProcedures(services, fixture, MATRIX_ACTORS);
  console.log(formatMatrix([...procedures, ...routes], MATRIX_ACTORS));
  console.log(`\n+ let in   · refused   A let in wrongly   R refused wrongly\n`);
  console.log(summariseMatrix("procedures", procedures));
  console.log(summariseMatrix("routes", routes));
  process.exitCode = [...procedures, ...routes].some(({ opened, expected }) => opened !== expected) ? 1 : 0;
} finally {
  await rm(home, { recursive: true, force: true });
  await database.drop();
}
process.exit();
