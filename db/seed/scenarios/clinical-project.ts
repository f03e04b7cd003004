import { and, eq } from "drizzle-orm";
import type { Database, Sql } from "../../database";
import { run } from "../../schema/runs";
import { ensurePerson, ensureProject } from "../seed-people";
import { type Seed, seedId } from "../seed-services";
import { writeEarlierRuns } from "./earlier-runs";
import { writeEveryState } from "./every-state";
import { writeKeptLooks } from "./kept-looks";
import { writeNotesDataset } from "./notes-dataset";
import { writeOpenImports } from "./open-imports";
import { writePreferences } from "./preferences/write-preferences";
import { writeReadRounds } from "./read-rounds";
import { writeSampleStudy } from "./sample-study";

const PROJECT = { id: seedId("project"), slug: "clinical-notes", name: "Clinical notes" };
/** Everything that the screens can show, once. False where it stands already. */
export async function writeClinicalProject(db: Database, sql: Sql, now: Date): Promise<boolean> {
  const userId = await ensurePerson(db);
  const projectId = await ensureProject(db, PROJECT, userId);
  const [seeded] = await db
    .select({ id: run.id })
    .from(run)
    .where(and(eq(run.projectId, projectId), eq(run.id, seedId("sft"))));
  const seed: Seed = { db, sql, projectId, userId, now };
  if (seeded) {
    const rounds = await writeReadRounds(db, seed);
    return (await writePreferences(seed)) || rounds;
  }
  const data = await writeNotesDataset(seed);
  const { baseModelId } = await writeSampleStudy(seed, data);
  await writeEarlierRuns(seed, { baseModelId, data });
  await writeEveryState(seed, { baseModelId, data });
  await writeKeptLooks(seed);
  await writeOpenImports(seed);
  await writeReadRounds(db, seed);
  await writePreferences(seed);
  return true;
}
