import { createHash } from "node:crypto";
import type { RunState } from "../../domain/runs/run-rules";
import type { Database } from "../database";
import { project } from "../schema/people";
import { run, runAttempt } from "../schema/runs";

type Wanted = { stage?: string; state?: RunState; attempt?: number; startedAt?: Date; executor?: string };

/** A project named `slug` with one run whose attempt has the token `<slug>-token-<attempt>`. */
export async function addRunningAttempt(db: Database, slug: string, wanted: Wanted = {}) {
  const attempt = wanted.attempt ?? 1;
  const projectId = `${slug}-project`;
  const runId = `${slug}-run`;
  await db.insert(project).values({ id: projectId, slug, name: slug });
  await db.insert(run).values({
    id: runId,
    projectId,
    name: `${slug} run`,
    stage: wanted.stage ?? "sft",
    state: wanted.state ?? "running",
    executor: wanted.executor ?? "local",
    givenConfig: {},
    attempt,
  });
  await addAttempt(db, { slug, attempt, startedAt: wanted.startedAt });
  return { slug, projectId, runId, attempt, key: { projectId, runId, attempt }, token: `${slug}-token-${attempt}` };
}

export async function addAttempt(
  db: Database,
  {
    slug,
    attempt,
    startedAt,
    resumedFromStep,
  }: { slug: string; attempt: number; startedAt?: Date; resumedFromStep?: number },
) {
  await db.insert(runAttempt).values({
    projectId: `${slug}-project`,
    runId: `${slug}-run`,
    attempt,
    tokenHash: createHash("sha256").update(`${slug}-token-${attempt}`).digest("hex"),
    device: "cpu",
    startedAt,
    resumedFromStep,
    leaseUntil: new Date(Date.now() + 30_000),
  });
}
