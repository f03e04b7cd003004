import { and, asc, eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/database";
import { user } from "@/db/schema/people";
import { projectSecret } from "@/db/schema/secrets";
import { unseal } from "./seal";

/** Names, and who wrote them when; values are for runs alone. */
export async function listSecrets(db: Database, projectId: string) {
  return db
    .select({ name: projectSecret.name, writtenAt: projectSecret.writtenAt, writtenBy: user.name })
    .from(projectSecret)
    .leftJoin(user, eq(user.id, projectSecret.writtenBy))
    .where(eq(projectSecret.projectId, projectId))
    .orderBy(asc(projectSecret.name));
}

export type OpenedSecrets = { values: Record<string, string>; missing: string[]; unreadable: string[] };

/** For the run that was promised them. */
export async function openSecrets(
  { db, secret }: { db: Database; secret: string },
  projectId: string,
  names: readonly string[],
): Promise<OpenedSecrets> {
  const rows =
    names.length === 0
      ? []
      : await db
          .select({ name: projectSecret.name, sealed: projectSecret.sealed })
          .from(projectSecret)
          .where(and(eq(projectSecret.projectId, projectId), inArray(projectSecret.name, [...names])));
  const opened: OpenedSecrets = { values: {}, missing: [], unreadable: [] };
  for (const name of names) {
    const row = rows.find((each) => each.name === name);
    const value = row ? unseal(row.sealed, { projectId, name }, secret) : undefined;
    if (value === undefined) opened.missing.push(name);
    else if (value === null) opened.unreadable.push(name);
    else opened.values[name] = value;
  }
  return opened;
}
