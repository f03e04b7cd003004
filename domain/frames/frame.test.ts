import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { encodeFrame, scanFrames } from "./frame";

type FrameCase = {
  name: string;
  base64: string;
  frames: { header: string; columns: string[][] }[];
  problem: "truncated" | "corrupt" | null;
};

const cases: FrameCase[] = JSON.parse(readFileSync("runners/schemas/fixtures/frames.json", "utf8")).frames;

/** Float64 bits, little-endian, so that NaNs compare. */
const bits = (column: Float64Array) =>
  Array.from(column, (_, row) => Buffer.from(column.buffer, column.byteOffset + row * 8, 8).toString("hex"));

function columnsOf(body: Uint8Array, count: number): string[][] {
  const values = new Float64Array(Uint8Array.from(body).buffer);
  const rows = count === 0 ? 0 : values.length / count;
  return Array.from({ length: count }, (_, index) => bits(values.slice(index * rows, (index + 1) * rows)));
}

describe("frames shared with Python", () => {
  test.each(cases)("$name is read", ({ base64, frames, problem }) => {
    const bytes = Buffer.from(base64, "base64");
    const scan = scanFrames(bytes);
    expect(scan.problem).toBe(problem);
    expect(scan.frames.map((frame) => frame.header.trimEnd())).toEqual(frames.map((frame) => frame.header));
    expect(scan.frames.map((frame, index) => columnsOf(frame.body, frames[index]?.columns.length ?? 0))).toEqual(
      frames.map((frame) => frame.columns),
    );
    expect(scan.consumed).toBe(scan.frames.at(-1)?.end ?? 0);
  });

  test.each(cases.filter((each) => each.problem === null))("$name is written the same", ({ base64, frames }) => {
    const written = frames.map((frame) => {
      const columns = frame.columns.map(
        (column) => new Float64Array(Uint8Array.from(Buffer.from(column.join(""), "hex")).buffer),
      );
      return Buffer.from(encodeFrame(JSON.parse(frame.header), columns));
    });
    expect(Buffer.concat(written).toString("base64")).toBe(base64);
  });
});
