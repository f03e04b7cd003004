import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { createRunnerFrames, FINISHED, STARTED } from "../ingest/testing/runner-frames";
import { type BenchRow, quantile } from "./bench-row";
import type { RunningServer } from "./live-route.bench";

const KEYS = ["train/loss", "train/grad_norm", "train/learning_rate", "train/tokens", "train/tokens_per_second"];

type Shape = { points: number; batches: number; atLeast: number };
const SHAPES: readonly Shape[] = [
  { points: 10_000, batches: 100, atLeast: 1_000_000 },
  { points: 1_000, batches: 300, atLeast: 200_000 },
];
const SENDERS = 4;
const ROUNDS = 3;

const BUCKETS = 1_000;

const WRITERS = 64;
const CROWD_BATCHES = 80;
const ALONE_TURNS = 50;
const READER_PAUSE_MILLISECONDS = 50;
const READER_AT_MOST_MILLISECONDS = 100;

const madeSchema = z.object({ run: z.string(), attempt: z.int(), token: z.string(), url: z.url() });
const segmentsSchema = z.object({
  items: z.array(z.looseObject({ buckets: z.looseObject({ n: z.array(z.number()), nonFinite: z.array(z.number()) }) })),
});

type Made = z.infer<typeof madeSchema> & { project: string };

async function registerRun({ url, token }: RunningServer): Promise<Made> {
  const answer = await fetch(`${url}/api/client/runs`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ name: "bench: ingest", tags: ["bench"] }),
  });
  const made = madeSchema.parse(await answer.json());
  return { ...made, project: new URL(made.url).pathname.split("/")[2] ?? "" };
}

function createPoster({ url }: RunningServer, agent: Agent) {
  return (token: string, body: Uint8Array) =>
    new Promise<void>((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}`, "content-length": body.byteLength };
      const sent = request(`${url}/api/ingest`, { method: "POST", agent, headers }, (answer) => {
        answer.resume();
        answer.on("end", () =>
          answer.statusCode === 200 ? resolve() : reject(new Error(`Ingest answered ${answer.statusCode}.`)),
        );
      });
      sent.on("error", reject);
      sent.end(body);
    });
}

type Post = ReturnType<typeof createPoster>;

/** Losses with the noise of 32 bits at uneven times, as a program's own batches hold them. */
function createBatches(made: Made, points: number, batches: number): Uint8Array[] {
  const frames = createRunnerFrames({ runId: made.run, attempt: made.attempt });
  const rows = points / KEYS.length;
  let time = Date.now() / 1_000;
  const row = (step: number) => {
    time += 0.001 + Math.random() / 10_000;
    return [step, time, ...KEYS.map((_, place) => Math.fround(Math.sin(step / 1_000) + place + Math.random()))];
  };
  return [
    frames.event(STARTED),
    ...Array.from({ length: batches }, (_, batch) =>
      frames.points(
        KEYS,
        Array.from({ length: rows }, (_each, index) => row(batch * rows + index)),
      ),
    ),
  ];
}

/** Read back as a chart reads them: every bucket says how many points stand behind it. */
async function countStored({ url, token }: RunningServer, { project, run }: Made): Promise<number> {
  const question = `keys=${encodeURIComponent(KEYS.join(","))}&buckets=${BUCKETS}`;
  const answer = await fetch(`${url}/api/v1/projects/${project}/runs/${run}/metrics?${question}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { items } = segmentsSchema.parse(await answer.json());
  const counts = items.flatMap(({ buckets }) => [...buckets.n, ...buckets.nonFinite]);
  return counts.reduce((sum, n) => sum + n, 0);
}

/** Points a second from several senders on the same machine, counted where people read them. */
async function measureRate(server: RunningServer, post: Post, { points, batches }: Shape): Promise<number> {
  const senders = await Promise.all(Array.from({ length: SENDERS }, () => registerRun(server)));
  const bodies = senders.map((made) => createBatches(made, points, batches));
  const began = performance.now();
  await Promise.all(
    senders.map(async ({ token }, index) => {
      for (const body of bodies[index] ?? []) await post(token, body);
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  for (const made of senders) {
    const stored = await countStored(server, made);
    if (stored !== points * batches) throw new Error(`${stored} points are stored of ${points * batches}.`);
  }
  await Promise.all(senders.map((made) => end(post, made, batches + 2)));
  return (SENDERS * points * batches) / seconds;
}

function end(post: Post, { run, attempt, token }: Made, sequence: number): Promise<void> {
  return post(token, createRunnerFrames({ runId: run, attempt }, sequence).event(FINISHED));
}

async function readOften(server: RunningServer, { project, run }: Made, goOn: () => boolean): Promise<number[]> {
  const milliseconds: number[] = [];
  const question = `keys=${encodeURIComponent(KEYS[0] ?? "")}&buckets=500`;
  while (goOn()) {
    const began = performance.now();
    const answer = await fetch(`${server.url}/api/v1/projects/${project}/runs/${run}/metrics?${question}`, {
      headers: { authorization: `Bearer ${server.token}` },
    });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`Reading answered ${answer.status}.`);
    milliseconds.push(performance.now() - began);
    await sleep(READER_PAUSE_MILLISECONDS);
  }
  return milliseconds;
}

/** How long a reader waits for a curve while 64 programs write as fast as they are let. */
async function measureCrowd(server: RunningServer, post: Post): Promise<BenchRow[]> {
  const read = await registerRun(server);
  for (const body of createBatches(read, 10_000, 20)) await post(read.token, body);
  let turns = 0;
  await readOften(server, read, () => turns++ < ALONE_TURNS / 5);
  turns = 0;
  const alone = await readOften(server, read, () => turns++ < ALONE_TURNS);
  const writers = await Promise.all(Array.from({ length: WRITERS }, () => registerRun(server)));
  const bodies = writers.map((made) => createBatches(made, 1_000, CROWD_BATCHES));
  let writing = true;
  const written = Promise.all(
    writers.map(async (made, index) => {
      for (const body of bodies[index] ?? []) await post(made.token, body);
    }),
  ).finally(() => {
    writing = false;
  });
  const crowded = await readOften(server, read, () => writing);
  await written;
  const row = (name: string, q: number, target: BenchRow["target"]): BenchRow => {
    const [value, baseline] = [quantile(crowded, q), quantile(alone, q)];
    return { name, value, unit: "ms", baseline, ratio: baseline / value, target };
  };
  return [
    row("a curve of 200,000 points beside 64 writers, p50 (against alone)", 0.5, null),
    row("a curve of 200,000 points beside 64 writers, longest (against alone)", 1, {
      atMost: READER_AT_MOST_MILLISECONDS,
    }),
  ];
}

/** Through the ingest route of a running server, senders on the same machine. */
export async function benchIngestRoute(server: RunningServer): Promise<BenchRow[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: WRITERS });
  const post = createPoster(server, agent);
  try {
    const rows: BenchRow[] = [];
    for (const shape of SHAPES) {
      const rates: number[] = [];
      for (let round = 0; round <= ROUNDS; round += 1) rates.push(await measureRate(server, post, shape));
      const { points, atLeast } = shape;
      // The first round warms up.
      const value = quantile(rates.slice(1), 0.5);
      const name = `ingest over HTTP, ${points.toLocaleString("en")} points a batch, ${SENDERS} senders, median`;
      rows.push({ name, value, unit: "points/s", baseline: null, ratio: null, target: { atLeast } });
    }
    return [...rows, ...(await measureCrowd(server, post))];
  } finally {
    agent.destroy();
  }
}
