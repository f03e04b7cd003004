import { randomBytes } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/database";
import { run, runAttempt } from "@/db/schema/runs";
import { newId } from "@/domain/identifiers";
import { TIME_MAX } from "@/domain/runner-events";
import { hashToken } from "../auth/api-tokens";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { publishChange } from "../live/publish-change";

export const clientRunSchema = z.strictObject({
  /** May be left out where the person has only one. */
  project: z.string().min(1).nullish(),
  name: z.string().trim().min(1).max(200),
  stage: z
    .string()
    .trim()
    .regex(/^[\w-]{1,60}$/, "a stage is one word of letters, digits, - and _")
    .default("command"),
  config: z.record(z.string(), z.json()).default({}),
  tags: z.array(z.string().trim().min(1).max(60)).max(50).default([]),
  /** An id that the program made itself; asking again with it gives a new token for the same run. */
  run: z
    .string()
    .regex(/^[0-9a-z]{14}$/)
    .optional(),
  /** Unix seconds, where the program began before a server answered. */
  startedAt: z.number().positive().max(TIME_MAX).optional(),
});

export type ClientRun = Omit<z.infer<typeof clientRunSchema>, "project"> & { projectId: string; createdBy: string };

type Registered = { run: string; attempt: number; token: string };
const FIRST_ATTEMPT = 1;

/** Whether the run was there already; nobody else's is taken over. */
async function renewToken(tx: Transaction, { projectId, createdBy }: ClientRun, { run: id, token }: Registered) {
  const [found] = await tx.select().from(run).where(eq(run.id, id)).for("no key update");
  if (!found) return false;
  if (found.projectId !== projectId || found.createdBy !== createdBy || found.executor !== "client") {
    throw new DomainError("Conflict", `There is a run ${id} already, which this program did not register.`);
  }
  await tx
    .update(runAttempt)
    .set({ tokenHash: hashToken(token) })
    .where(and(eq(runAttempt.runId, id), eq(runAttempt.attempt, FIRST_ATTEMPT)));
  return true;
}

/** A run that a person's own program logs to. It runs already; its beats keep it alive, nobody schedules it. */
export async function registerClientRun(
  { db, now }: Pick<Services, "db" | "now">,
  { leaseSeconds }: { leaseSeconds: number },
  client: ClientRun,
): Promise<Registered> {
  const { projectId, name, stage, config, tags, createdBy } = client;
  const id = client.run ?? newId();
  const token = randomBytes(32).toString("base64url");
  const registered = { run: id, attempt: FIRST_ATTEMPT, token };
  const registeredAt = now();
  const began = new Date((client.startedAt ?? Number.POSITIVE_INFINITY) * 1_000);
  const startedAt = began < registeredAt ? began : registeredAt;
  await db.transaction(async (tx) => {
    if (client.run && (await renewToken(tx, client, registered))) return;
    await tx.insert(run).values({
      id,
      projectId,
      name,
      stage,
      state: "running",
      executor: "client",
      givenConfig: config,
      tags,
      createdBy,
      attempt: FIRST_ATTEMPT,
      createdAt: startedAt,
      startedAt,
    });
    await tx.insert(runAttempt).values({
      projectId,
      runId: id,
      attempt: FIRST_ATTEMPT,
      tokenHash: hashToken(token),
      device: "client",
      startedAt,
      leaseUntil: new Date(registeredAt.getTime() + leaseSeconds * 1_000),
    });
    await publishChange(tx, { projectId, runId: id, kind: "state", state: "running" });
  });
  return registered;
}
