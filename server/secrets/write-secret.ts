import { and, eq } from "drizzle-orm";
import { projectSecret } from "@/db/schema/secrets";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { type SecretPlace, seal } from "./seal";

type Writer = Pick<Services, "db" | "now"> & { secret: string };

/** Writes it, or replaces what was there: the old value is gone. */
export async function writeSecret(
  { db, now, secret }: Writer,
  userId: string,
  { projectId, name, value }: SecretPlace & { value: string },
): Promise<void> {
  const written = { sealed: seal(value, { projectId, name }, secret), writtenBy: userId, writtenAt: now() };
  await db
    .insert(projectSecret)
    .values({ projectId, name, ...written })
    .onConflictDoUpdate({ target: [projectSecret.projectId, projectSecret.name], set: written });
}

export async function removeSecret({ db }: Pick<Services, "db">, { projectId, name }: SecretPlace): Promise<void> {
  const gone = await db
    .delete(projectSecret)
    .where(and(eq(projectSecret.projectId, projectId), eq(projectSecret.name, name)))
    .returning({ name: projectSecret.name });
  if (gone.length === 0) throw new DomainError("NotFound", `This project has no secret ${name}.`);
}
