import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { account, projectMember } from "@/db/schema/people";
import { addEvaluatedProject, addPerson } from "@/db/testing/evaluated-project";
import { addRunningAttempt } from "@/db/testing/running-attempt";
import type { TestDatabase } from "@/db/testing/test-database";
import { createApiToken, readTokenViewer } from "../auth/api-tokens";
import { createAuth } from "../auth/auth";
import { hashNewPassword } from "../auth/hash-password";
import type { Viewer } from "../context";
import { type Actor, MATRIX_ACTORS } from "./actors";

const PASSWORD = "one password for all of them";

export type MatrixFixture = {
  viewerOf: (actor: Actor) => Viewer | null;
  /** What an actor's requests carry. */
  credentialOf: (actor: Actor) => Record<string, string>;
};

/** Everybody of the matrix with their roles; all have one password, hashed once. */
async function addPeople(database: TestDatabase): Promise<void> {
  const people = new Map(
    MATRIX_ACTORS.flatMap(({ person, roles }) => (person === null ? [] : [[person, roles] as const])),
  );
  const password = await hashNewPassword(PASSWORD);
  for (const [userId, roles] of people) {
    await addPerson(database.db, null, userId);
    for (const [slug, role] of Object.entries(roles)) {
      await database.db.insert(projectMember).values({ projectId: `${slug}-project`, userId, role });
    }
    const credential = { id: `${userId}-account`, userId, accountId: userId, providerId: "credential", password };
    await database.db.insert(account).values(credential);
  }
}

async function signIn(database: TestDatabase, where: { url: string; secret: string }, userId: string) {
  const auth = createAuth({ db: database.db, url: where.url, secret: where.secret });
  const { headers } = await auth.api.signInEmail({
    body: { email: `${userId}@assay.test`, password: PASSWORD },
    returnHeaders: true,
  });
  const cookie = headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
  const found = await auth.api.getSession({ headers: new Headers({ cookie }) });
  if (!found) throw new Error(`${userId} could not sign in.`);
  return { cookie, viewer: { userId, name: userId, email: found.user.email, sessionId: found.session.id } };
}

/** Two projects with the same things in them, a run that runs, and every actor with what they ask by. */
export async function addMatrixFixture(
  database: TestDatabase,
  where: { url: string; secret: string; home: string },
): Promise<MatrixFixture> {
  await addEvaluatedProject(database.db, "own");
  await addEvaluatedProject(database.db, "foreign");
  await addPeople(database);
  const attempt = await addRunningAttempt(database.db, "live");
  const credentials = new Map<string, Record<string, string>>();
  const viewers = new Map<string, Viewer | null>();
  for (const { name, by, person, scope, tokenProject, machine } of MATRIX_ACTORS) {
    if (by === "attempt") credentials.set(name, { authorization: `Bearer ${attempt.token}` });
    if (by === "browser" && person) {
      const { cookie, viewer } = await signIn(database, where, person);
      credentials.set(name, { cookie, origin: where.url });
      viewers.set(name, viewer);
    }
    if (by === "token" && person) {
      const projectId = tokenProject ? `${tokenProject}-project` : null;
      const token = await createApiToken(database.db, { userId: person, name, scope, projectId });
      if (machine) await writeFile(join(where.home, "credential"), token);
      credentials.set(name, { authorization: `Bearer ${token}` });
      viewers.set(name, await readTokenViewer(database.db, token, new Date()));
    }
  }
  return { viewerOf: ({ name }) => viewers.get(name) ?? null, credentialOf: ({ name }) => credentials.get(name) ?? {} };
}
