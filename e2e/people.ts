import { eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { project, projectMember } from "@/db/schema/people";
import type { Role } from "@/domain/access";
import type { Auth } from "@/server/auth/auth";

export const PASSWORD = "a password for browser tests";

export const PEOPLE = {
  researcher: { email: "researcher@assay.test", name: "Rosa Researcher", role: "researcher" },
  reviewer: { email: "reviewer@assay.test", name: "Ravi Reviewer", role: "reviewer" },
  investigator: { email: "investigator@assay.test", name: "Ines Investigator", role: "investigator" },
  admin: { email: "admin@assay.test", name: "Ada Admin", role: "admin" },
  outsider: { email: "outsider@assay.test", name: "Otto Outsider", role: null },
} as const satisfies Record<string, { email: string; name: string; role: Role | null }>;

export type Person = keyof typeof PEOPLE;

/** Writes the people of the journeys with a password, each in their role in one project. */
export async function createPeople(db: Database, auth: Auth, projectSlug: string): Promise<void> {
  const { internalAdapter, password } = await auth.$context;
  const [home] = await db.select().from(project).where(eq(project.slug, projectSlug));
  if (!home) throw new Error(`There is no project ${projectSlug}.`);
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
