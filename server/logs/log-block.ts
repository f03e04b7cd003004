import { promisify } from "node:util";
import { brotliCompress, brotliDecompress, brotliDecompressSync, constants } from "node:zlib";
import { LINES_A_BLOCK, type LogLevel, type LogStream } from "@/db/schema/logs";
import { readColumns } from "../series/column-bytes";
import { packColumns } from "../series/pack-columns";
import type { LogLine } from "./log-queries";
import { textFilter } from "./text-filter";

/**
 * A block of a run's lines, three pieces of bytes:
 *
 *   texts    those of level info behind one another, a NUL after each (no stored text holds one), by brotli
 *   marked   those of the other levels, the same way; where it is empty, texts holds all there are
 *   columns  time | stream, level, attempt, as in server/series/column-bytes.ts
 */
export type PackedBlock = {
  firstNumber: number;
  lines: number;
  counts: Record<LogLevel, number>;
  filter: string;
  columns: Uint8Array;
  texts: Uint8Array;
  marked: Uint8Array;
};

const STREAMS: readonly LogStream[] = ["stdout", "stderr", "log"];
export const LEVELS: readonly LogLevel[] = ["debug", "info", "warning", "error"];
/** As for series: above it the time grows tenfold for little. */
const QUALITY = 5;

const AT_ONCE_BYTES = 2_000;

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/** The number with which the block of a line begins. */
export function blockStart(number: number): number {
  return Math.floor((number - 1) / LINES_A_BLOCK) * LINES_A_BLOCK + 1;
}

async function packTexts(lines: readonly LogLine[]): Promise<Uint8Array> {
  if (lines.length === 0) return new Uint8Array();
  const texts = Buffer.from(lines.map((line) => `${line.text}\0`).join(""));
  const params = { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: texts.byteLength };
  return compress(texts, { params });
}

/** Lines in the order of their numbers, without holes. */
export async function packLines(lines: readonly LogLine[]): Promise<PackedBlock> {
  const counts: Record<LogLevel, number> = { debug: 0, info: 0, warning: 0, error: 0 };
  for (const line of lines) counts[line.level] += 1;
  const column = (read: (line: LogLine) => number) => Float64Array.from(lines, read);
  return {
    firstNumber: lines[0]?.number ?? 1,
    lines: lines.length,
    counts,
    filter: textFilter(Buffer.from(lines.map((line) => `${line.text}\0`).join(""))),
    columns: await packColumns(
      [column((line) => line.time)],
      [
        column((line) => STREAMS.indexOf(line.stream)),
        column((line) => LEVELS.indexOf(line.level)),
        column((line) => line.attempt),
      ],
    ),
    texts: await packTexts(lines.filter(({ level }) => level === "info")),
    marked: await packTexts(lines.filter(({ level }) => level !== "info")),
  };
}

/** All texts of one piece, a NUL after each. */
export async function unpackTexts(texts: Uint8Array): Promise<string> {
  if (texts.byteLength === 0) return "";
  // The way to another thread and back is longer than so few bytes take.
  if (texts.byteLength < AT_ONCE_BYTES) return brotliDecompressSync(texts).toString();
  return (await decompress(texts)).toString();
}

async function listTexts(texts: Uint8Array): Promise<string[]> {
  return (await unpackTexts(texts)).split("\0").slice(0, -1);
}

type BlockBytes = Pick<PackedBlock, "firstNumber" | "columns" | "texts" | "marked">;

/** The lines of a block: all, or those that are not of level info, which costs next to nothing where they are few. */
export async function unpackLines(
  { firstNumber, columns, texts, marked }: BlockBytes,
  which: "all" | "marked" = "all",
) {
  const [times, streams, levels = new Float64Array(), attempts] = readColumns(columns, "all");
  const apart = marked.byteLength > 0;
  const [plain, others] = [which === "all" || !apart ? await listTexts(texts) : [], await listTexts(marked)];
  const lines: LogLine[] = [];
  let [atPlain, atOther] = [0, 0];
  for (const [index, place] of levels.entries()) {
    const level = LEVELS[place] ?? "info";
    const text = apart && level !== "info" ? others[atOther++] : plain[atPlain++];
    if (which === "marked" && level === "info") continue;
    lines.push({
      number: firstNumber + index,
      time: times?.[index] ?? 0,
      stream: STREAMS[streams?.[index] ?? 0] ?? "log",
      level,
      text: text ?? "",
      attempt: attempts?.[index] ?? 1,
    });
  }
  return lines;
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
