import { createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { project } from "@/db/schema/people";
import { createTestDatabase } from "@/db/testing/test-database";
import { newId } from "@/domain/identifiers";
import { originOf } from "../datasets/origin-of";
import { readFile } from "../datasets/read-file";
import { storeVersion } from "../datasets/store-version";
import { TEST_PYTHON } from "../testing/test-python";
import type { BenchRow } from "./bench-row";

const ROWS = 1_000_000;
const BATCH = 5_000;
const SYMPTOMS = ["cough", "fever", "chest pain", "back pain", "headache", "a rash", "nausea", "dizziness"];
const WHEN = ["at night", "after meals", "on the stairs", "in the cold", "when lying down", "since the move"];
const DRUGS = ["ibuprofen", "metformin", "lisinopril", "albuterol", "aspirin", "omeprazole"];

const pick = (words: readonly string[], seed: number) => words[seed % words.length] ?? "";

/** A short dialogue with its note, 290 bytes; one patient has three. */
function csvRow(at: number): string {
  const seed = Math.imul(at + 1, 2_654_435_761) >>> 0;
  const [symptom, other] = [pick(SYMPTOMS, seed), pick(SYMPTOMS, seed >>> 7)];
  const [when, drug, days] = [pick(WHEN, seed >>> 11), pick(DRUGS, seed >>> 17), (seed >>> 3) % 90];
  const talk = `Doctor: What brings you in?\nPatient: I have had ${symptom} and ${other} for ${days} days, worse ${when}. Visit ${at} of this clinic, room ${seed % 997}. I take ${drug} and it helps a little, not enough.`;
  return `n${at},p${Math.floor(at / 3)},"${talk}","${days} days of ${symptom} and ${other}, worse ${when}. Takes ${drug}."\n`;
}

function* csvText(): Generator<string> {
  yield "id,group,source,reference\n";
  for (let first = 0; first < ROWS; first += BATCH) {
    yield Array.from({ length: BATCH }, (_, index) => csvRow(first + index)).join("");
  }
}

/** One row a statement of a batch of 2,000 by `unnest`, the way that examples were stored before COPY. */
async function timeUnnest(database: Awaited<ReturnType<typeof createTestDatabase>>, rows: number): Promise<number> {
  const began = performance.now();
  for (let first = 0; first < rows; first += 2_000) {
    const texts = Array.from({ length: 2_000 }, (_, index) => csvRow(first + index));
    await database.sql`insert into bench_rows select * from unnest(${texts.map(() => newId())}::text[], ${texts}::text[])`;
  }
  return rows / ((performance.now() - began) / 1_000);
}

/** A CSV of 1,000,000 rows: read, checked, split, compared with itself, hashed; then stored. */
export async function benchImport(): Promise<BenchRow[]> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), "assay-import-bench-"));
  try {
    await database.db.insert(project).values({ id: "p", slug: "p", name: "P" });
    await database.sql`create table bench_rows (id text primary key, row text not null)`;
    const path = join(folder, "rows.csv");
    await pipeline(Readable.from(csvText()), createWriteStream(path));
    const datasetVersionId = newId();
    const options = { type: "notes" } as const;
    const file = { path, folder, projectId: "p", datasetVersionId, options, guess: false, tokenizer: null, erased: [] };
    const began = performance.now();
    const preview = await readFile(TEST_PYTHON, file);
    const read = performance.now();
    const { reading } = preview;
    if (reading?.rows !== ROWS) throw new Error(`${reading?.rows} rows were read.`);
    await storeVersion(database.sql, {
      datasetVersionId,
      projectId: "p",
      name: "bench",
      type: "notes",
      statement: { holds: "synthetic", approval: null, approvedUntil: null },
      origin: originOf(preview, reading, { fileName: "rows.csv", options }),
      reading,
      rowsPath: join(folder, "rows.copy"),
    });
    const stored = performance.now();
    const { size } = await stat(path);
    const perSecond = (milliseconds: number) => ROWS / (milliseconds / 1_000);
    const row = { unit: "rows/s", baseline: null, ratio: null, target: null };
    const whole = perSecond(stored - began);
    const plain = await timeUnnest(database, 100_000);
    return [
      {
        ...row,
        name: `read and check a CSV of ${ROWS.toLocaleString("en")} rows, ${(size / 1e6).toFixed(0)} MB`,
        value: perSecond(read - began),
      },
      {
        ...row,
        name: "store them (baseline: id and text by unnest)",
        value: perSecond(stored - read),
        baseline: plain,
        ratio: perSecond(stored - read) / plain,
      },
      { ...row, name: "the whole import", value: whole, target: { atLeast: 50_000 } },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
    await database.drop();
  }
}
