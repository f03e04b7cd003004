import { randomBytes } from "node:crypto";
import { z } from "zod";
import { run, runAttempt } from "@/db/schema/runs";
import { newId } from "@/domain/identifiers";
import { hashToken } from "../auth/api-tokens";
import type { Services } from "../context";
import { publishChange } from "../live/publish-change";

export const clientRunSchema = z.strictObject({
  /** May be left out where the person has only one. */
  project: z.string().min(1).nullish(),
  name: z.string().trim().min(1).max(200),
  config: z.record(z.string(), z.json()).default({}),
  tags: z.array(z.string().trim().min(1).max(60)).max(50).default([]),
});

export type ClientRun = Omit<z.infer<typeof clientRunSchema>, "project"> & { projectId: string; createdBy: string };

/** A run that a person's own program logs to. It runs already; its beats keep it alive, nobody schedules it. */
export async function registerClientRun(
  { db, now }: Pick<Services, "db" | "now">,
  { leaseSeconds }: { leaseSeconds: number },
  { projectId, name, config, tags, createdBy }: ClientRun,
): Promise<{ run: string; attempt: number; token: string }> {
  const id = newId();
  const token = randomBytes(32).toString("base64url");
  const startedAt = now();
  await db.transaction(async (tx) => {
    await tx.insert(run).values({
      id,
      projectId,
      name,
      stage: "command",
      state: "running",
      executor: "client",
      givenConfig: config,
      tags,
      createdBy,
      attempt: 1,
      createdAt: startedAt,
      startedAt,
    });
    await tx.insert(runAttempt).values({
      projectId,
      runId: id,
      attempt: 1,
      tokenHash: hashToken(token),
      device: "client",
      startedAt,
      leaseUntil: new Date(startedAt.getTime() + leaseSeconds * 1_000),
    });
    await publishChange(tx, { projectId, runId: id, kind: "state", state: "running" });
  });
  return { run: id, attempt: 1, token };
}
