import { projectMember, session } from "@/db/schema/people";
import { addEvaluatedProject, addPerson } from "@/db/testing/evaluated-project";
import type { TestDatabase } from "@/db/testing/test-database";
import { createApiToken, readTokenViewer } from "../auth/api-tokens";
import type { Viewer } from "../context";
import { ACTORS, type Actor } from "./actors";

/** Both projects with the same things in them, and every actor with what they ask by. */
export type MatrixFixture = {
  viewerOf: (actor: Actor) => Viewer | null;
  /** The bearer token of an actor who asks by one. */
  tokenOf: (actor: Actor) => string | undefined;
};

async function addPeople(database: TestDatabase): Promise<void> {
  const people = new Map(ACTORS.flatMap(({ person, roles }) => (person === null ? [] : [[person, roles] as const])));
  for (const [person, roles] of people) {
    await addPerson(database.db, null, person);
    for (const [slug, role] of Object.entries(roles)) {
      await database.db.insert(projectMember).values({ projectId: `${slug}-project`, userId: person, role });
    }
    await database.db.insert(session).values({
      id: `${person}-session`,
      userId: person,
      token: `cookie of ${person}`,
      expiresAt: new Date(Date.now() + 86_400_000),
    });
  }
}

export async function addMatrixFixture(database: TestDatabase): Promise<MatrixFixture> {
  await addEvaluatedProject(database.db, "own");
  await addEvaluatedProject(database.db, "foreign");
  await addPeople(database);
  const tokens = new Map<string, string>();
  const viewers = new Map<string, Viewer | null>();
  for (const { name, by, person, scope, tokenProject } of ACTORS) {
    if (by === "browser" && person) {
      viewers.set(name, {
        userId: person,
        name: person,
        email: `${person}@assay.test`,
        sessionId: `${person}-session`,
      });
    }
    if (by === "token" && person) {
      const projectId = tokenProject ? `${tokenProject}-project` : null;
      const token = await createApiToken(database.db, { userId: person, name, scope, projectId });
      tokens.set(name, token);
      viewers.set(name, await readTokenViewer(database.db, token, new Date()));
    }
  }
  return { viewerOf: ({ name }) => viewers.get(name) ?? null, tokenOf: ({ name }) => tokens.get(name) };
}
