import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeClinicalProject } from "@/db/seed/scenarios/clinical-project";
import { createTestDatabase } from "@/db/testing/test-database";
import { createAuth } from "@/server/auth/auth";
import { ensureFirstAdmin } from "@/server/auth/ensure-first-admin";
import { ensureLocalCredential } from "@/server/auth/local-credential";
import { startApplication } from "./application";
import { createPeople, PEOPLE, type Person } from "./people";
import { startSeededWeb } from "./seeded-web";
import { keepSession } from "./session";

const PORT = 43_110;
const PROJECT = "clinical-notes";
const EVERYBODY = Object.keys(PEOPLE) as Person[];

async function startReal() {
  const database = await createTestDatabase();
  const application = await startApplication(database.url, PORT);
  const admin = await ensureFirstAdmin(database.db);
  await ensureLocalCredential(database.db, application.home, admin);
  const secret = readFileSync(join(application.home, "secret"), "utf8").trim();
  const auth = createAuth({ db: database.db, url: application.url, secret });
  await createPeople(database.db, auth, PROJECT);
  await keepSession(auth, "real", "researcher");
  process.env.ASSAY_E2E_URL = application.url;
  process.env.ASSAY_E2E_HOME = application.home;
  return async () => {
    await application.stop();
    await database.drop();
  };
}

async function startSeeded() {
  const database = await createTestDatabase();
  await writeClinicalProject(database.db, database.sql, new Date());
  const web = await startSeededWeb(database.url);
  const auth = createAuth({ db: database.db, url: web.url, secret: web.secret });
  await createPeople(database.db, auth, PROJECT);
  for (const person of EVERYBODY) await keepSession(auth, "seeded", person);
  process.env.ASSAY_E2E_SEEDED_URL = web.url;
  process.env.ASSAY_E2E_SEEDED_DATABASE = database.url;
  return async () => {
    await web.stop();
    await database.drop();
  };
}

/** Starts the built product whole, and beside it the web alone over a written scenario. */
export default async function setUp(): Promise<() => Promise<void>> {
  process.env.ASSAY_E2E_RUN = String(process.pid);
  const stopReal = await startReal();
  const stopSeeded = await startSeeded().catch(async (error) => {
    await stopReal();
    throw error;
  });
  return async () => {
    await stopSeeded();
    await stopReal();
  };
}
