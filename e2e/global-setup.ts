import { createTestDatabase } from "@/db/testing/test-database";
import { ensureFirstAdmin } from "@/server/auth/ensure-first-admin";
import { startApplication } from "./application";
import { createPeople, PEOPLE, type Person } from "./people";
import { keepSession } from "./session";

const PORT = 43_110;
const SECRET_FOR_PASSWORDS = "passwords are hashed without this secret";

export default async function setUp(): Promise<() => Promise<void>> {
  process.env.ASSAY_E2E_RUN = String(process.pid);
  const database = await createTestDatabase();
  const application = await startApplication(database.url, PORT);
  process.env.ASSAY_E2E_URL = application.url;
  process.env.ASSAY_E2E_HOME = application.home;
  await ensureFirstAdmin(database.db);
  await createPeople(database.db, {
    url: application.url,
    secret: SECRET_FOR_PASSWORDS,
    projectSlug: "clinical-notes",
  });
  for (const person of Object.keys(PEOPLE) as Person[]) await keepSession(application.url, person);
  return async () => {
    await application.stop();
    await database.drop();
  };
}
