import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeClinicalProject } from "@/db/seed/scenarios/clinical-project";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { createAuth } from "@/server/auth/auth";
import { ensureFirstAdmin } from "@/server/auth/ensure-first-admin";
import { ensureLocalCredential } from "@/server/auth/local-credential";
import { startApplication } from "./application";
import { findFreePort } from "./free-port";
import { createPeople, PEOPLE, type Person } from "./people";
import { nameSeededSites, type SeededSite, WORKERS } from "./seeded-site";
import { startSeededWeb } from "./seeded-web";
import { keepSession } from "./session";

const PROJECT = "clinical-notes";
const EVERYBODY = Object.keys(PEOPLE) as Person[];

type Undo = () => Promise<void>;

async function startReal(undo: Undo[]): Promise<void> {
  const database = await createTestDatabase();
  undo.unshift(database.drop);
  const application = await startApplication(database.url, await findFreePort());
  undo.unshift(application.stop);
  const admin = await ensureFirstAdmin(database.db);
  await ensureLocalCredential(database.db, application.home, admin);
  const secret = readFileSync(join(application.home, "secret"), "utf8").trim();
  const auth = createAuth({ db: database.db, url: application.url, secret });
  await createPeople(database.db, auth, PROJECT);
  await keepSession(auth, "real", "researcher");
  process.env.ASSAY_E2E_URL = application.url;
  process.env.ASSAY_E2E_HOME = application.home;
}

async function writeScenario(undo: Undo[]): Promise<TestDatabase> {
  const database = await createTestDatabase();
  undo.unshift(database.drop);
  await writeClinicalProject(database.db, database.sql, new Date());
  const auth = createAuth({ db: database.db, url: "http://127.0.0.1", secret: "for passwords, which need none" });
  await createPeople(database.db, auth, PROJECT);
  await database.close();
  return database;
}

async function startSeeded(scenario: TestDatabase, name: string, undo: Undo[]): Promise<SeededSite> {
  const database = await createTestDatabase(scenario);
  undo.unshift(database.drop);
  const web = await startSeededWeb(database.url);
  undo.unshift(web.stop);
  const auth = createAuth({ db: database.db, url: web.url, secret: web.secret });
  for (const person of EVERYBODY) await keepSession(auth, name, person);
  return { name, url: web.url, database: database.url };
}

/** Starts the built product whole, and beside it the web alone over a written scenario, once for each worker. */
export default async function setUp(): Promise<Undo> {
  process.env.ASSAY_E2E_RUN = String(process.pid);
  const undo: Undo[] = [];
  const tearDown = async () => {
    for (const each of undo) await each();
  };
  try {
    const starting = [writeScenario(undo), startReal(undo)] as const;
    await Promise.allSettled(starting);
    const [scenario] = await Promise.all(starting);
    const sites: SeededSite[] = [];
    for (let worker = 0; worker < WORKERS; worker += 1) {
      sites.push(await startSeeded(scenario, `seeded-${worker}`, undo));
    }
    nameSeededSites(sites);
    return tearDown;
  } catch (error) {
    await tearDown();
    throw error;
  }
}
