import { brotliDecompressSync } from "node:zlib";
import { readColumn, type WrittenColumn } from "./column-kinds";

/**
 *   0  "ASC1", uint8 columns, uint8 columns in front, 0xF8 0x7F: as a float64 a NaN, so it is no column of numbers
 *   8  uint32 rows
 *  12  uint32 bytes of the front as stored, uint32 as written; the same for the back; alike where it is not compressed
 *  28  a column each: uint8 kind, int8 param, 2 empty, uint32 bytes as written
 *      then front and back, each padded to 8, inside them the columns, each padded to 8
 */
const MAGIC = 0x31435341;
const NAN_MARK = 0x7ff8;
const HEADER_BYTES = 28;
const COLUMN_BYTES = 8;

const padded = (bytes: number) => Math.ceil(bytes / 8) * 8;

export function joinPadded(columns: readonly WrittenColumn[]): Uint8Array {
  const joined = new Uint8Array(columns.reduce((sum, { bytes }) => sum + padded(bytes.byteLength), 0));
  let at = 0;
  for (const { bytes } of columns) {
    joined.set(bytes, at);
    at += padded(bytes.byteLength);
  }
  return joined;
}

/** `compressed`: by brotli, and shorter than the columns themselves; else null. */
export type Section = { columns: readonly WrittenColumn[]; compressed: Uint8Array | null };

/** One chunk. What is read alone stands in front. */
export function assembleColumns(rows: number, front: Section, back: Section): Uint8Array {
  const columns = [...front.columns, ...back.columns];
  const plain = [joinPadded(front.columns), joinPadded(back.columns)];
  const stored = [front.compressed ?? plain[0], back.compressed ?? plain[1]];
  const start = padded(HEADER_BYTES + COLUMN_BYTES * columns.length);
  const bytes = new Uint8Array(start + stored.reduce((sum, each) => sum + padded(each?.byteLength ?? 0), 0));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint8(4, columns.length);
  view.setUint8(5, front.columns.length);
  view.setUint16(6, NAN_MARK, true);
  view.setUint32(8, rows, true);
  let at = start;
  for (const [index, section] of stored.entries()) {
    view.setUint32(12 + 8 * index, section?.byteLength ?? 0, true);
    view.setUint32(16 + 8 * index, plain[index]?.byteLength ?? 0, true);
    if (section) bytes.set(section, at);
    at += padded(section?.byteLength ?? 0);
  }
  for (const [index, { kind, param, bytes: own }] of columns.entries()) {
    const descriptor = HEADER_BYTES + COLUMN_BYTES * index;
    view.setUint8(descriptor, kind);
    view.setInt8(descriptor + 1, param);
    view.setUint32(descriptor + 4, own.byteLength, true);
  }
  return bytes;
}

export function isWrittenAsColumns(bytes: Uint8Array): boolean {
  if (bytes.byteLength < HEADER_BYTES) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.getUint32(0, true) === MAGIC && view.getUint16(6, true) === NAN_MARK;
}

/** The columns in front, or all of them. */
export function readColumns(bytes: Uint8Array, which: "front" | "all"): Float64Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [count, inFront, rows] = [view.getUint8(4), view.getUint8(5), view.getUint32(8, true)];
  const columns: Float64Array[] = [];
  let at = padded(HEADER_BYTES + COLUMN_BYTES * count);
  for (const section of which === "front" ? [0] : [0, 1]) {
    const [storedBytes, plainBytes] = [view.getUint32(12 + 8 * section, true), view.getUint32(16 + 8 * section, true)];
    const stored = bytes.subarray(at, at + storedBytes);
    // A slice has memory of its own, aligned and not shared with the connection's buffer.
    const plain = new Uint8Array(storedBytes === plainBytes ? stored : brotliDecompressSync(stored));
    at += padded(storedBytes);
    let inside = 0;
    for (let index = section === 0 ? 0 : inFront; index < (section === 0 ? inFront : count); index += 1) {
      const descriptor = HEADER_BYTES + COLUMN_BYTES * index;
      const own = view.getUint32(descriptor + 4, true);
      const [kind, param] = [view.getUint8(descriptor), view.getInt8(descriptor + 1)];
      columns.push(readColumn(kind, param, plain.subarray(inside, inside + own), rows));
      inside += padded(own);
    }
  }
  return columns;
}
