import { isUtf8 } from "node:buffer";
import { crc32 } from "node:zlib";

/**
 * The frame of journal and wire, little-endian:
 *
 *   0  "ASY1"
 *   4  uint32 header bytes H, a multiple of 8 (the JSON is padded with spaces)
 *   8  uint32 body bytes B, a multiple of 8
 *  12  uint32 CRC-32 over bytes 4 to 12, header and body
 *  16  header: UTF-8 JSON, one event
 * 16+H body: float64 columns
 *
 * The prefix and H are multiples of 8, so columns can be read in place.
 */
export const FRAME_MAGIC = 0x31595341;
export const FRAME_PREFIX_BYTES = 16;
export const FRAME_MAX_BYTES = 64 * 1024 * 1024;

export type Frame = { header: string; body: Uint8Array; start: number; end: number };
export type FrameScan = { frames: Frame[]; consumed: number; problem: "truncated" | "corrupt" | null };

const utf8 = new TextDecoder();

function checksum(bytes: Uint8Array, start: number, end: number): number {
  const lengths = crc32(bytes.subarray(start + 4, start + 12));
  return crc32(bytes.subarray(start + FRAME_PREFIX_BYTES, end), lengths);
}

/** Reads whole frames from the front of `bytes`; what follows the last good one is named, never guessed. */
export function scanFrames(bytes: Uint8Array): FrameScan {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frames: Frame[] = [];
  let at = 0;
  while (at < bytes.byteLength) {
    if (bytes.byteLength - at < FRAME_PREFIX_BYTES) return { frames, consumed: at, problem: "truncated" };
    const headerBytes = view.getUint32(at + 4, true);
    const bodyBytes = view.getUint32(at + 8, true);
    const misshapen = headerBytes % 8 !== 0 || bodyBytes % 8 !== 0 || headerBytes + bodyBytes > FRAME_MAX_BYTES;
    if (view.getUint32(at, true) !== FRAME_MAGIC || misshapen) return { frames, consumed: at, problem: "corrupt" };
    const end = at + FRAME_PREFIX_BYTES + headerBytes + bodyBytes;
    if (end > bytes.byteLength) return { frames, consumed: at, problem: "truncated" };
    if (checksum(bytes, at, end) !== view.getUint32(at + 12, true)) return { frames, consumed: at, problem: "corrupt" };
    const bodyStart = at + FRAME_PREFIX_BYTES + headerBytes;
    const headerText = bytes.subarray(at + FRAME_PREFIX_BYTES, bodyStart);
    if (!isUtf8(headerText)) return { frames, consumed: at, problem: "corrupt" };
    const header = utf8.decode(headerText);
    frames.push({ header, body: bytes.subarray(bodyStart, end), start: at, end });
    at = end;
  }
  return { frames, consumed: at, problem: null };
}

export function encodeFrame(header: object, columns: readonly Float64Array[] = []): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const headerBytes = Math.ceil(json.byteLength / 8) * 8;
  const bodyBytes = columns.reduce((sum, column) => sum + column.byteLength, 0);
  const frame = new Uint8Array(FRAME_PREFIX_BYTES + headerBytes + bodyBytes);
  const view = new DataView(frame.buffer);
  view.setUint32(0, FRAME_MAGIC, true);
  view.setUint32(4, headerBytes, true);
  view.setUint32(8, bodyBytes, true);
  frame.fill(0x20, FRAME_PREFIX_BYTES, FRAME_PREFIX_BYTES + headerBytes);
  frame.set(json, FRAME_PREFIX_BYTES);
  let at = FRAME_PREFIX_BYTES + headerBytes;
  for (const column of columns) {
    frame.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at += column.byteLength;
  }
  view.setUint32(12, checksum(frame, 0, frame.byteLength), true);
  return frame;
}
