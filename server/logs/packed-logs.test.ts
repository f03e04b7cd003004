import { asc, eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { type LogLevel, logBlock, logLine } from "@/db/schema/logs";
import { run } from "@/db/schema/runs";
import { addRunningAttempt } from "@/db/testing/running-attempt";
import { createTestDatabase } from "@/db/testing/test-database";
import { Compactor } from "../compaction/compactor";
import { seededRandom } from "../series/testing/seeded-random";
import { appendLines, type IncomingLine } from "./append-lines";
import { countTexts, questionPattern } from "./log-block";
import { type LogLine, type LogQuestion, readLog } from "./log-queries";
import { questionFilter, textFilter } from "./text-filter";

const { db, sql, drop } = await createTestDatabase();
afterAll(drop);

const LEVELS: readonly LogLevel[] = ["debug", "info", "warning", "error"];
const ODD_TEXTS = [
  "",
  " ",
  "100%_done",
  "back\\slash [a.b]*",
  "tab\tline\nbreak",
  "Größe ÄÖ 损失 🧪",
  "x".repeat(5_000),
];
const packAll = () => new Compactor(sql, { pauseSeconds: 1, rest: 0 }).packAll();

function madeLines(count: number, seed: number): IncomingLine[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => ({
    time: 1_700_000_000 + index + random(),
    stream: (["stdout", "stderr", "log"] as const)[Math.floor(random() * 3)] ?? "log",
    level: random() < 0.9 ? "info" : (LEVELS[Math.floor(random() * 4)] ?? "info"),
    text:
      random() < 0.05 ? (ODD_TEXTS[Math.floor(random() * 7)] ?? "") : `Step ${index * 7} loss=${random().toFixed(6)}`,
  }));
}

const foldAscii = (text: string) => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

/** What `readLog` has to answer, from all lines in memory. */
function answer(
  all: readonly LogLine[],
  { after, before, limit, query, level }: Omit<LogQuestion, "projectId" | "runId">,
) {
  const matching = all.filter(
    (line) =>
      LEVELS.indexOf(line.level) >= LEVELS.indexOf(level ?? "debug") &&
      (!query || foldAscii(line.text).includes(foldAscii(query))),
  );
  const inRange = matching.filter(
    ({ number }) => number > (after ?? 0) && number < (before ?? Number.POSITIVE_INFINITY),
  );
  const lines = after === undefined ? inRange.slice(-limit) : inRange.slice(0, limit);
  const firstError = all.find((line) => line.level === "error")?.number ?? null;
  const further = query !== undefined && ((after ?? 0) > 0 || before !== undefined);
  return { lines, total: all.length, matching: further ? null : matching.length, firstError };
}

describe("a log that is packed", () => {
  test("answers every question as it did in rows, while lines come and are packed", async () => {
    const { key, projectId, runId } = await addRunningAttempt(db, "packed");
    const random = seededRandom(3);
    const all: LogLine[] = [];
    const lines = madeLines(5_300, 4);
    const queries = [
      undefined,
      "loss=0.12",
      "LOSS=",
      "step 70",
      "9",
      "%",
      "\\",
      "[a.b]*",
      "größe äö",
      "损失",
      "🧪",
      "xxxxxxx",
      "no such",
    ];
    while (all.length < lines.length) {
      const batch = lines.slice(all.length, all.length + 1 + Math.floor(random() * 1_200));
      await db.transaction((tx) => appendLines(tx, key, batch));
      all.push(...batch.map((line, index) => ({ ...line, number: all.length + index + 1, attempt: 1 })));
      if (random() < 0.5) await packAll();
      if (random() < 0.2) await db.update(run).set({ endedAt: new Date() }).where(eq(run.id, runId));
      for (let turn = 0; turn < 20; turn += 1) {
        const number = Math.floor(random() * (all.length + 2));
        const question = {
          limit: [1, 7, 500][Math.floor(random() * 3)] ?? 1,
          query: queries[Math.floor(random() * queries.length)],
          level: random() < 0.5 ? undefined : LEVELS[Math.floor(random() * 4)],
          ...(turn % 3 === 0 ? { after: number } : turn % 3 === 1 ? { before: number + 1 } : {}),
        };
        expect(await readLog(sql, { projectId, runId, ...question }), JSON.stringify(question)).toEqual(
          answer(all, question),
        );
      }
    }
    await db.update(run).set({ endedAt: new Date() }).where(eq(run.id, runId));
    await packAll();
    expect(await db.$count(logLine, eq(logLine.runId, runId))).toBe(0);
    const blocks = await db.select().from(logBlock).where(eq(logBlock.runId, runId)).orderBy(asc(logBlock.firstNumber));
    expect(blocks.map(({ firstNumber, lines: held }) => [firstNumber, held])).toEqual([
      [1, 1_000],
      [1_001, 1_000],
      [2_001, 1_000],
      [3_001, 1_000],
      [4_001, 1_000],
      [5_001, 300],
    ]);
    expect((await readLog(sql, { projectId, runId, limit: 9_999 })).lines).toEqual(all);
    expect(await packAll()).toBe(0);
  }, 60_000);

  test("keeps what a running program writes in rows until a block is full", async () => {
    const { key, runId } = await addRunningAttempt(db, "writing");
    await db.transaction((tx) => appendLines(tx, key, madeLines(1_400, 1)));
    await Promise.all([packAll(), packAll()]);
    expect(await db.$count(logLine, eq(logLine.runId, runId))).toBe(400);
    expect(await db.$count(logBlock, eq(logBlock.runId, runId))).toBe(1);
  });
});

describe("the filter", () => {
  const holds = (text: string, query: string) => {
    const [has, wanted] = [textFilter(Buffer.from(text)), questionFilter(query)];
    return wanted === null || [...wanted].every((bit, index) => bit === "0" || has[index] === "1");
  };

  test("never leaves out a text that holds the question", () => {
    const random = seededRandom(8);
    const text = madeLines(300, 9)
      .map((line) => line.text)
      .join("\0");
    for (let turn = 0; turn < 200; turn += 1) {
      const start = Math.floor(random() * text.length);
      const query = text.slice(start, start + 1 + Math.floor(random() * 80)).split("\0")[0] ?? "";
      const other = random() < 0.5 ? foldAscii(query) : query;
      // Half of a pair of surrogates is no text that anybody can type.
      if (Buffer.from(other).toString() === other) expect(holds(text, other)).toBe(true);
    }
  });

  test("leaves out numbers that only look alike in pieces of three", () => {
    const text = Array.from({ length: 1_000 }, (_, index) => `step ${50_000 + index} of 90000`).join("\0");
    expect(holds(text, "step 50777 ")).toBe(true);
    expect(holds(text, "step 57050 ")).toBe(false);
    expect(questionFilter("ab")).toBeNull();
  });
});

test("a text counts once, however often it holds the question", () => {
  expect(countTexts("aaa\0b\0AbA\0", questionPattern("a"))).toBe(2);
  expect(countTexts("a.b\0axb\0", questionPattern("A.B"))).toBe(1);
  expect(countTexts("", questionPattern("a"))).toBe(0);
  expect(countTexts("\\n\0\n\0", questionPattern("\\N"))).toBe(1);
});
