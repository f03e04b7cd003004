import { setTimeout as sleep } from "node:timers/promises";
import type { Session } from "./session";
import { uploadDataset } from "./upload-dataset";

const RUNS_AT_A_TIME = 2;

/** Asks until the server answers; it is killed now and then. */
export async function insist<T>(ask: () => Promise<T>, seconds = 90): Promise<T> {
  for (const end = Date.now() + seconds * 1_000; ; await sleep(500)) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

type Material = { modelRun: string; dataset: string };

/** A tiny random model and a few dialogues, so that a training step takes milliseconds. */
export async function prepareMaterial(session: Session, notes: string): Promise<Material> {
  const { project } = session;
  const stored = await insist(() =>
    uploadDataset(session, notes, { name: "Storm", type: "notes", holds: "synthetic" }),
  );
  const { runId } = await insist(() =>
    session.client.runs.launch.mutate({
      project,
      stage: "import-model",
      name: "Tiny",
      config: { source: "random", architecture: "tiny", weights: "stored" },
    }),
  );
  return { modelRun: runId, dataset: stored.datasetVersionId };
}

/** Keeps trainings going: goes on with those that were killed, from their checkpoint where they have one. */
export async function keepBusy(session: Session, { modelRun, dataset }: Material): Promise<void> {
  const { project } = session;
  const { items: rows } = await session.client.runs.list.query({ project, limit: 200 });
  const broken = rows.filter((run) => run.state === "lost" || run.state === "failed");
  for (const run of broken) {
    if (run.actions.includes("resume")) await session.client.runs.resume.mutate({ project, run: run.id });
    else if (run.actions.includes("retry")) await session.client.runs.retry.mutate({ project, run: run.id });
  }
  const open = rows.filter((run) => run.stage === "sft" && !["finished", "cancelled"].includes(run.state));
  for (let count = open.length; count < RUNS_AT_A_TIME; count += 1) {
    await session.client.runs.launch.mutate({
      project,
      stage: "sft",
      config: { method: "full", steps: 5_000, maxTokens: 1024, checkpointEvery: 100, validateEvery: 500 },
      inputs: { model: { fromRunId: modelRun }, dataset: { datasetVersionId: dataset } },
    });
  }
}

/** Cancels what is left and waits until every run has ended and every journal is shipped. */
export async function comeToRest(session: Session, allShipped: () => Promise<boolean>): Promise<void> {
  const { project } = session;
  for (const end = Date.now() + 240_000; Date.now() < end; await sleep(1_000)) {
    const { items: rows } = await insist(() => session.client.runs.list.query({ project, limit: 200 }));
    for (const run of rows.filter((each) => each.actions.includes("cancel"))) {
      // It may have ended a moment ago; the next look knows.
      await session.client.runs.cancel.mutate({ project, run: run.id }).catch(() => undefined);
    }
    const live = rows.some((run) => ["waiting", "queued", "starting", "running", "cancelling"].includes(run.state));
    if (!live && (await allShipped())) return;
  }
  throw new Error("After the storm the runs did not come to rest within four minutes.");
}
