import { access } from "node:fs/promises";
import { and, desc, eq, ne } from "drizzle-orm";
import type { Database } from "@/db/database";
import { artifact, model } from "@/db/schema/runs";
import { objectPath, readManifest } from "../artifacts/artifact-objects";
import { DomainError } from "../errors";
import type { Tokenizer } from "./read-file";

const RECENT = 5;

async function tokenizerOf(home: string, digest: string): Promise<string | null> {
  try {
    const files = await readManifest(home, digest);
    const found = files?.find(({ path }) => path === "tokenizer.json");
    if (!found) return null;
    const path = objectPath(home, found.digest);
    await access(path);
    return path;
  } catch (error) {
    if (error instanceof DomainError || (error instanceof Error && "code" in error)) return null;
    throw error;
  }
}

/** The tokenizer of the project's newest base model that lies on this machine, to say how long texts are for it. */
export async function findTokenizer(db: Database, at: { projectId: string; home: string }): Promise<Tokenizer | null> {
  const models = await db
    .select({ name: model.name, digest: artifact.digest })
    .from(model)
    .innerJoin(artifact, eq(artifact.id, model.artifactId))
    .where(and(eq(model.projectId, at.projectId), ne(model.source, "run")))
    .orderBy(desc(model.createdAt))
    .limit(RECENT);
  for (const { name, digest } of models) {
    const path = await tokenizerOf(at.home, digest);
    if (path) return { name, path };
  }
  return null;
}
