import { sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { namesModel } from "@/domain/campaigns/model-words";
import { DomainError } from "../errors";

/** Names that a reader must not meet: of the project's models and of the runs and arms that are read. */
async function readNames(db: Database, projectId: string, runs: readonly string[]): Promise<string[]> {
  const models = await db.execute<{ name: string; reference: string }>(
    sql`select name, reference from model where project_id = ${projectId}`,
  );
  const names = models.flatMap(({ name, reference }) => [name, reference]);
  if (runs.length === 0) return names;
  const rows = await db.execute<{ name: string }>(
    sql`select name from run where project_id = ${projectId} and id in ${[...runs]}`,
  );
  return [...names, ...rows.map(({ name }) => name)];
}

export async function refuseTellingTitle(
  db: Database,
  projectId: string,
  { title, runs, arms }: { title: string; runs: readonly string[]; arms: readonly string[] },
): Promise<void> {
  const names = [...(await readNames(db, projectId, runs)), ...arms].filter((name) => name.trim().length > 1);
  const told = namesModel(title, names);
  if (told === null) return;
  const what = `The title says "${told}", which tells readers whose notes they read.`;
  throw new DomainError("Validation", what, [
    {
      where: "title",
      what,
      remedy: "Choose a title without models, methods and runs, such as “Clinic letters, round 1”.",
    },
  ]);
}
