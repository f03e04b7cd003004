import { eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { project, projectMember } from "@/db/schema/people";
import type { Role } from "@/domain/access";
import { createAuth } from "@/server/auth/auth";

export const PASSWORD = "a password for browser tests";

export const PEOPLE = {
  researcher: { email: "researcher@assay.test", name: "Rosa Researcher", role: "researcher" },
  reviewer: { email: "reviewer@assay.test", name: "Ravi Reviewer", role: "reviewer" },
  investigator: { email: "investigator@assay.test", name: "Ines Investigator", role: "investigator" },
  outsider: { email: "outsider@assay.test", name: "Otto Outsider", role: null },
} as const satisfies Record<string, { email: string; name: string; role: Role | null }>;

export type Person = keyof typeof PEOPLE;

/** Writes the people of the journeys with a password, each in their role in one project. */
export async function createPeople(db: Database, where: { url: string; secret: string; projectSlug: string }) {
  const auth = createAuth({ db, url: where.url, secret: where.secret });
  const { internalAdapter, password } = await auth.$context;
  const [home] = await db.select().from(project).where(eq(project.slug, where.projectSlug));
  if (!home) throw new Error(`There is no project ${where.projectSlug}.`);
  for (const { email, name, role } of Object.values(PEOPLE)) {
    const made = await internalAdapter.createUser({ email, name, emailVerified: true }, { method: "email-password" });
    await internalAdapter.linkAccount({
      userId: made.id,
      providerId: "credential",
      accountId: made.id,
      password: await password.hash(PASSWORD),
    });
    if (role) await db.insert(projectMember).values({ projectId: home.id, userId: made.id, role });
  }
}
