import { eq } from "drizzle-orm";
import { runAttempt } from "@/db/schema/runs";
import { hashToken } from "../auth/api-tokens";
import type { Services } from "../context";
import type { IngestServices, IngestSettings } from "./batch";
import { type FrameProblem, readEvents } from "./read-events";
import { type AttemptKey, storeEvents } from "./store-events";

export type IngestAnswer = {
  status: 200 | 410 | 422;
  body: { acknowledged: number; cancel: boolean; problem?: FrameProblem };
};

/** The token names the attempt; frames that name another are refused, so no runner writes into a foreign run. */
export async function readAttemptKey({ db }: Pick<Services, "db">, token: string): Promise<AttemptKey | null> {
  const [row] = await db
    .select({ projectId: runAttempt.projectId, runId: runAttempt.runId, attempt: runAttempt.attempt })
    .from(runAttempt)
    .where(eq(runAttempt.tokenHash, hashToken(token)));
  return row ?? null;
}

/** What a supervisor or client posts: whole frames, or nothing as a beat. */
export async function ingestFrames(
  services: IngestServices,
  settings: IngestSettings,
  key: AttemptKey,
  bytes: Uint8Array,
): Promise<IngestAnswer> {
  const { events, refused, problem } = readEvents(bytes, { run: key.runId, attempt: key.attempt });
  const { acknowledged, cancel, superseded } = await storeEvents(services, settings, key, events);
  if (superseded) return { status: 410, body: { acknowledged, cancel } };
  const named = problem ?? refused[0];
  return named
    ? { status: 422, body: { acknowledged, cancel, problem: named } }
    : { status: 200, body: { acknowledged, cancel } };
}
