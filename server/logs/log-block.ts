import { promisify } from "node:util";
import { brotliCompress, brotliDecompress, constants } from "node:zlib";
import { LINES_A_BLOCK, type LogLevel, type LogStream } from "@/db/schema/logs";
import { readColumns } from "../series/column-bytes";
import { packColumns } from "../series/pack-columns";
import type { LogLine } from "./log-queries";
import { textFilter } from "./text-filter";

/**
 * A block of a run's lines, two pieces of bytes:
 *
 *   texts    all texts behind one another, a NUL after each (no stored text holds one), by brotli
 *   columns  time | stream, level, attempt, as in server/series/column-bytes.ts
 */
export type PackedBlock = {
  firstNumber: number;
  lines: number;
  counts: Record<LogLevel, number>;
  filter: string;
  columns: Uint8Array;
  texts: Uint8Array;
};

const STREAMS: readonly LogStream[] = ["stdout", "stderr", "log"];
export const LEVELS: readonly LogLevel[] = ["debug", "info", "warning", "error"];
/** As for series: above it the time grows tenfold for little. */
const QUALITY = 5;

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/** The number with which the block of a line begins. */
export function blockStart(number: number): number {
  return Math.floor((number - 1) / LINES_A_BLOCK) * LINES_A_BLOCK + 1;
}

/** Lines in the order of their numbers, without holes. */
export async function packLines(lines: readonly LogLine[]): Promise<PackedBlock> {
  const counts: Record<LogLevel, number> = { debug: 0, info: 0, warning: 0, error: 0 };
  for (const line of lines) counts[line.level] += 1;
  const texts = Buffer.from(lines.map((line) => `${line.text}\0`).join(""));
  const column = (read: (line: LogLine) => number) => Float64Array.from(lines, read);
  const params = { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: texts.byteLength };
  return {
    firstNumber: lines[0]?.number ?? 1,
    lines: lines.length,
    counts,
    filter: textFilter(texts),
    columns: await packColumns(
      [column((line) => line.time)],
      [
        column((line) => STREAMS.indexOf(line.stream)),
        column((line) => LEVELS.indexOf(line.level)),
        column((line) => line.attempt),
      ],
    ),
    texts: await compress(texts, { params }),
  };
}

/** All texts, a NUL after each. */
export async function unpackTexts(texts: Uint8Array): Promise<string> {
  return (await decompress(texts)).toString();
}

export async function unpackLines({
  firstNumber,
  columns,
  texts,
}: Pick<PackedBlock, "firstNumber" | "columns" | "texts">) {
  const [times, streams, levels, attempts] = readColumns(columns, "all");
  const all = (await unpackTexts(texts)).split("\0");
  all.pop();
  return all.map(
    (text, index): LogLine => ({
      number: firstNumber + index,
      time: times?.[index] ?? 0,
      stream: STREAMS[streams?.[index] ?? 0] ?? "log",
      level: LEVELS[levels?.[index] ?? 1] ?? "info",
      text,
      attempt: attempts?.[index] ?? 1,
    }),
  );
}

/** The question as it stands, capital and small letters of ASCII alike. */
export function questionPattern(query: string): RegExp {
  const pieces = Array.from(query, (character) => {
    if (/^[A-Za-z]$/.test(character)) return `[${character.toLowerCase()}${character.toUpperCase()}]`;
    return /^[\\^$.*+?()[\]{}|/]$/.test(character) ? `\\${character}` : character;
  });
  return new RegExp(pieces.join(""), "g");
}

/** How many of the texts hold what is asked for. */
export function countTexts(texts: string, pattern: RegExp): number {
  let count = 0;
  pattern.lastIndex = 0;
  while (pattern.test(texts)) {
    count += 1;
    pattern.lastIndex = texts.indexOf("\0", pattern.lastIndex - 1) + 1;
  }
  return count;
}
