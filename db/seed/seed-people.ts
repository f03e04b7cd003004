import { eq } from "drizzle-orm";
import { hashNewPassword } from "@/server/auth/hash-password";
import type { Database } from "../database";
import { account, project, projectMember, user } from "../schema/people";
import { seedId } from "./seed-services";

const PERSON = { id: seedId("person"), name: "Dev Ermin", email: "dev@assay.test", emailVerified: true };

export async function ensurePerson(db: Database): Promise<string> {
  await db.insert(user).values(PERSON).onConflictDoNothing();
  const [found] = await db.select({ id: user.id }).from(user).where(eq(user.email, PERSON.email));
  if (!found) throw new Error(`There is no ${PERSON.email} to own the scenario.`);
  return found.id;
}

/** The project with this person as its admin, and whoever administrates another one, so that it can be looked at. */
export async function ensureProject(
  db: Database,
  wanted: { id: string; slug: string; name: string },
  userId: string,
): Promise<string> {
  await db.insert(project).values(wanted).onConflictDoNothing();
  const [found] = await db.select({ id: project.id }).from(project).where(eq(project.slug, wanted.slug));
  if (!found) throw new Error(`There is no project ${wanted.slug}.`);
  const admins = await db
    .selectDistinct({ userId: projectMember.userId })
    .from(projectMember)
    .where(eq(projectMember.role, "admin"));
  for (const member of new Set([userId, ...admins.map((each) => each.userId)])) {
    await db.insert(projectMember).values({ projectId: found.id, userId: member, role: "admin" }).onConflictDoNothing();
  }
  return found.id;
}

const READER_PASSWORD = "assay-dev-password";

/** Somebody who may read in rounds of the project and signs in at the development server; her id. */
export async function ensureReader(db: Database, projectId: string, name: string): Promise<string> {
  const first = name.split(" ")[0]?.toLowerCase() ?? name;
  const id = seedId("reader", first);
  const [made] = await db
    .insert(user)
    .values({ id, name, email: `${first}@assay.test`, emailVerified: true })
    .onConflictDoNothing()
    .returning();
  if (made) {
    const password = await hashNewPassword(READER_PASSWORD);
    const credential = { id: seedId("credential", first), accountId: id, providerId: "credential", password };
    await db
      .insert(account)
      .values({ ...credential, userId: id })
      .onConflictDoNothing();
  }
  await db.insert(projectMember).values({ projectId, userId: id, role: "reviewer" }).onConflictDoNothing();
  return id;
}
