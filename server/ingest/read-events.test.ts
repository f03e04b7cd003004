import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { encodeFrame } from "@/domain/frames/frame";
import { type ReadEvents, readEvents } from "./read-events";

const caseSchema = z.object({ name: z.string(), event: z.looseObject({}) });
const fixtures = z
  .object({ accepted: z.array(caseSchema), refused: z.array(caseSchema) })
  .parse(JSON.parse(readFileSync(join(process.cwd(), "runners/schemas/fixtures/events.json"), "utf8")));

/** With columns as the header promises them, so that only the header decides. */
function readOne(event: Record<string, unknown>): ReadEvents {
  const { keys, rows } = event;
  const columns = Array.isArray(keys)
    ? Array.from({ length: keys.length + 2 }, () => new Float64Array(Number(rows)))
    : [];
  const identity = { run: String(event.run), attempt: Number(event.attempt) };
  return readEvents(encodeFrame(event, columns), identity);
}

describe("the events that both languages agree on", () => {
  test.each(fixtures.accepted)("takes $name", ({ event }) => {
    const { events, problem } = readOne(event);
    expect(problem).toBeNull();
    expect(events[0]?.sequence).toBe(event.sequence);
  });

  test.each(fixtures.refused)("refuses $name", ({ event }) => {
    const { events, refused, problem } = readOne(event);
    expect(refused[0] ?? problem).toMatchObject({ frame: 1 });
    expect(events.filter((each) => each.type !== "refused")).toEqual([]);
  });
});

describe("columns", () => {
  const header = { run: "r", attempt: 1, sequence: 1, time: 5, type: "metrics", keys: ["a"], rows: 1 };
  const read = (columns: Float64Array[], more: object = {}) =>
    readEvents(encodeFrame({ ...header, ...more }, columns), { run: "r", attempt: 1 });
  const column = (value: number) => Float64Array.of(value);

  test("hold values of any kind, but only finite steps and times", () => {
    expect(read([column(1), column(2), column(Number.NaN)]).problem).toBeNull();
    expect(read([column(Number.NaN), column(2), column(3)]).refused[0]?.what).toContain("not a finite number");
    expect(read([column(1), column(Number.POSITIVE_INFINITY), column(3)]).refused[0]?.what).toContain("finite");
  });

  test("are as many as the header says, with each key once", () => {
    expect(read([column(1), column(2)]).refused[0]?.what).toContain("disagree");
    const twice = read([column(1), column(2), column(3), column(4)], { keys: ["a", "a"] });
    expect(twice.refused[0]?.what).toContain("twice");
    expect(read([column(1), column(2), column(3)], { extra: 1 }).refused[0]?.what).toContain("header");
  });
});
