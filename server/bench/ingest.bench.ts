import { addRunningAttempt } from "@/db/testing/running-attempt";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { ingestFrames } from "../ingest/ingest-frames";
import { createRunnerFrames, joinFrames } from "../ingest/testing/runner-frames";
import type { BenchRow } from "./bench-row";

const KEYS = ["train/loss", "train/grad_norm", "train/learning_rate", "train/tokens", "train/tokens_per_second"];

type Shape = { name: string; batches: number; framesABatch: number; rowsAFrame: number };

/** One call of `run.log` is one frame; a program that gathers its points sends fewer, larger ones. */
const SHAPES: readonly Shape[] = [
  { name: "1,000 calls a batch", batches: 40, framesABatch: 1_000, rowsAFrame: 1 },
  { name: "10,000 calls a batch", batches: 8, framesABatch: 10_000, rowsAFrame: 1 },
  { name: "10,000 rows a frame", batches: 20, framesABatch: 1, rowsAFrame: 10_000 },
];

async function measureIngest({ db, sql }: TestDatabase, slug: string, shape: Shape): Promise<number> {
  const { key } = await addRunningAttempt(db, slug);
  const frames = createRunnerFrames(key);
  let step = 0;
  const nextRow = () => {
    step += 1;
    return [step, 1_700_000_000 + step, ...KEYS.map((_, place) => Math.sin(step / 100) + place)];
  };
  const nextFrame = () => frames.points(KEYS, Array.from({ length: shape.rowsAFrame }, nextRow));
  const batches = Array.from({ length: shape.batches }, () =>
    joinFrames(...Array.from({ length: shape.framesABatch }, nextFrame)),
  );
  const settings = { leaseSeconds: 30, price: null };
  const services = { db, sql, now: () => new Date() };
  const began = performance.now();
  for (const batch of batches) {
    const { status } = await ingestFrames(services, settings, key, batch);
    if (status !== 200) throw new Error(`Ingest answered ${status}.`);
  }
  const points = shape.batches * shape.framesABatch * shape.rowsAFrame * KEYS.length;
  return points / ((performance.now() - began) / 1_000);
}

/** What most trackers do: a row for each point, many in one statement, sequence checked in the same transaction. */
async function measureNarrow({ sql }: TestDatabase): Promise<number> {
  const [rows, batches] = [5_000, 20];
  await sql`create table narrow (run_id text, key text, step float8, time float8, value float8, primary key (run_id, key, step))`;
  await sql`create table progress (run_id text primary key, sequence bigint)`;
  await sql`insert into progress values ('r', 0)`;
  const began = performance.now();
  for (let batch = 0; batch < batches; batch += 1) {
    const points = Array.from({ length: rows }, (_, index) => ({
      run_id: "r",
      key: KEYS[index % KEYS.length] ?? "",
      step: batch * rows + index,
      time: 1_700_000_000 + index,
      value: Math.sin(index),
    }));
    await sql.begin(async (tx) => {
      await tx`select sequence from progress where run_id = 'r' for update`;
      await tx`insert into narrow ${tx(points)}`;
      await tx`update progress set sequence = sequence + 1 where run_id = 'r'`;
    });
  }
  return (rows * batches) / ((performance.now() - began) / 1_000);
}

/** Points a second from bytes of the wire to committed, in the server. */
export async function benchIngest(): Promise<BenchRow[]> {
  const database = await createTestDatabase();
  try {
    const baseline = await measureNarrow(database);
    const rows: BenchRow[] = [];
    for (const [index, shape] of SHAPES.entries()) {
      const value = await measureIngest(database, `bench-${index}`, shape);
      const name = `ingest, 5 keys, ${shape.name}`;
      rows.push({ name, value, unit: "points/s", baseline, ratio: value / baseline, target: null });
    }
    return rows;
  } finally {
    await database.drop();
  }
}
