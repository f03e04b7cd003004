import { and, eq } from "drizzle-orm";
import type { Database, Sql } from "../../database";
import { project, projectMember, user } from "../../schema/people";
import { run } from "../../schema/runs";
import { type Seed, seedId } from "../seed-services";
import { writeEarlierRuns } from "./earlier-runs";
import { writeEveryState } from "./every-state";
import { writeNotesDataset } from "./notes-dataset";
import { writeSampleStudy } from "./sample-study";

const PROJECT = { id: seedId("project"), slug: "clinical-notes", name: "Clinical notes" };
const PERSON = { id: seedId("person"), name: "Dev Ermin", email: "dev@assay.test", emailVerified: true };

async function ensurePerson(db: Database): Promise<string> {
  await db.insert(user).values(PERSON).onConflictDoNothing();
  const [found] = await db.select({ id: user.id }).from(user).where(eq(user.email, PERSON.email));
  if (!found) throw new Error(`There is no ${PERSON.email} to own the scenario.`);
  return found.id;
}

async function ensureProject(db: Database, userId: string): Promise<string> {
  await db.insert(project).values(PROJECT).onConflictDoNothing();
  const [found] = await db.select({ id: project.id }).from(project).where(eq(project.slug, PROJECT.slug));
  if (!found) throw new Error(`There is no project ${PROJECT.slug}.`);
  await db.insert(projectMember).values({ projectId: found.id, userId, role: "admin" }).onConflictDoNothing();
  return found.id;
}

/** Everything that the screens can show, once. False where it stands already. */
export async function writeClinicalProject(db: Database, sql: Sql, now: Date): Promise<boolean> {
  const userId = await ensurePerson(db);
  const projectId = await ensureProject(db, userId);
  const [seeded] = await db
    .select({ id: run.id })
    .from(run)
    .where(and(eq(run.projectId, projectId), eq(run.id, seedId("sft"))));
  if (seeded) return false;
  const seed: Seed = { db, sql, projectId, userId, now };
  const data = await writeNotesDataset(seed);
  const { baseModelId } = await writeSampleStudy(seed, data);
  await writeEarlierRuns(seed, { baseModelId, data });
  await writeEveryState(seed, { baseModelId, data });
  return true;
}
