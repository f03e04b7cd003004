import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { and, eq } from "drizzle-orm";
import { run, runAttempt } from "@/db/schema/runs";
import { createTestDatabase } from "@/db/testing/test-database";
import { scanFrames } from "@/domain/frames/frame";
import type { RunState } from "@/domain/runs/run-rules";
import { runnerEnvironment } from "../../stages/runner-environment";
import { TEST_PYTHON } from "../../testing/test-python";
import { createAskServer } from "../ask-server";
import { Dispatcher } from "../dispatcher";
import type { Executor } from "../executors/executor";
import { createLocalExecutor } from "../executors/local";
import { ownName } from "../executors/process-name";
import { attemptFolder } from "../prepare-attempt";
import { createShipJournal } from "../ship-journal";
import { startIngestServer } from "./ingest-server";

const LEASE_SECONDS = 2;
const BEAT_SECONDS = 0.4;
export const RIG_SECRET = "a secret for tests that is long enough";
const GRACE_SECONDS = 1;

/** A database, a server for events and dispatchers that start real supervisors. */
export async function openDispatchRig(onStart: (runId: string) => void = () => {}) {
  const database = await createTestDatabase();
  const home = await mkdtemp(join(tmpdir(), "assay-dispatch-"));
  const services = { db: database.db, sql: database.sql, now: () => new Date() };
  let server = await startIngestServer({ services, leaseSeconds: LEASE_SECONDS });
  const { port, url } = server;
  const runner = {
    python: TEST_PYTHON,
    checkout: process.cwd(),
    // One thread: what runs here is tiny, and its threads would only wait for each other.
    environment: runnerEnvironment({ ...process.env, OMP_NUM_THREADS: "1" }),
  };
  const local = createLocalExecutor({ ...runner, slots: "cpu=4" });
  const executor: Executor = {
    ...local,
    start: async (order) => {
      const supervisor = await local.start(order);
      onStart(order.runId);
      return supervisor;
    },
  };
  const { pid, started } = ownName();
  // Several live in this process, which names them no further.
  const makeDispatcher = ({ identity = `${pid}/${started}/${randomUUID()}`, now = services.now } = {}) =>
    new Dispatcher({
      services: { ...services, now },
      executor,
      settings: {
        home,
        secret: RIG_SECRET,
        serverUrl: url,
        beatSeconds: BEAT_SECONDS,
        cancelGraceSeconds: GRACE_SECONDS,
        leaseSeconds: LEASE_SECONDS,
        price: { perHour: 3_600, currency: "EUR" },
      },
      identity,
      ship: createShipJournal(runner),
      askServer: createAskServer({ home, url }),
      pollSeconds: 0.2,
    });

  async function readRun(runId: string) {
    const [row] = await database.db.select().from(run).where(eq(run.id, runId));
    if (!row) throw new Error("The run is gone.");
    return row;
  }

  async function readAttempt(runId: string, attempt: number) {
    const ofAttempt = and(eq(runAttempt.runId, runId), eq(runAttempt.attempt, attempt));
    const [row] = await database.db.select().from(runAttempt).where(ofAttempt);
    return row ?? null;
  }

  async function until<T>(what: string, look: () => Promise<T | null | false>, seconds = 40): Promise<T> {
    for (const end = Date.now() + seconds * 1_000; Date.now() < end; await sleep(50)) {
      const found = await look();
      if (found) return found;
    }
    throw new Error(`Not within ${seconds} s: ${what}.`);
  }

  return {
    ...database,
    services,
    home,
    takeServerAway: () => server.close(),
    bringServerBack: async () => {
      server = await startIngestServer({ services, leaseSeconds: LEASE_SECONDS, port });
    },
    executor,
    makeDispatcher,
    readRun,
    readAttempt,
    until,
    untilState: (runId: string, ...states: RunState[]) =>
      until(`${runId} ${states.join(" or ")}`, async () => {
        const row = await readRun(runId);
        return states.includes(row.state) ? row : null;
      }),
    /** What the attempt wrote, as it lies on disk. */
    readJournal: (runId: string, attempt: number) => {
      const path = join(attemptFolder(home, { runId, attempt }), "journal.frames");
      return scanFrames(new Uint8Array(readFileSync(path))).frames.map((frame) => JSON.parse(frame.header));
    },
    close: async () => {
      await server.close();
      await database.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
