import type { Database } from "@/db/database";
import { project, user } from "@/db/schema/people";
import { run } from "@/db/schema/runs";
import { newId } from "@/domain/identifiers";

export async function addProject(db: Database, id: string, people: readonly string[] = []): Promise<void> {
  await db.insert(project).values({ id, slug: id, name: id });
  for (const person of people) {
    await db
      .insert(user)
      .values({ id: person, name: person, email: `${person}@assay.test` })
      .onConflictDoNothing();
  }
}

type Given = Partial<typeof run.$inferInsert> & { projectId: string };

/** A run as launching leaves it, queued unless said otherwise. */
export async function addRun(db: Database, given: Given): Promise<string> {
  const id = given.id ?? newId();
  await db.insert(run).values({
    name: id,
    stage: "import-model",
    state: "queued",
    givenConfig: {},
    queuedAt: new Date(),
    ...given,
    id,
  });
  return id;
}
