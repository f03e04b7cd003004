import { FILTER_BITS } from "@/db/schema/logs";

/**
 * A Bloom filter over the pieces of a text (B. H. Bloom, CACM 13(7), 1970; one hash): pieces of 3 bytes find short
 * words, pieces of 6 tell numbers apart, of which every block holds all short pieces.
 */
const PIECES = [3, 6] as const;
/** A longer question is narrowed down enough by its first pieces. */
const QUESTION_MAX_BYTES = 60;

/** Capital and small letters of ASCII are the same, as the search has it. */
function fold(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}

/** FNV-1a, 32 bits, folded down. */
function place(bytes: Uint8Array, start: number, length: number): number {
  let hash = 0x811c9dc5 ^ length;
  for (let at = start; at < start + length; at += 1) hash = Math.imul(hash ^ fold(bytes[at] as number), 0x01000193);
  return ((hash ^ (hash >>> 16)) >>> 0) % FILTER_BITS;
}

function markPieces(bits: Uint8Array, bytes: Uint8Array): void {
  for (const length of PIECES) {
    for (let start = 0; start + length <= bytes.byteLength; start += 1) bits[place(bytes, start, length)] = 1;
  }
}

function asText(bits: Uint8Array): string {
  return Buffer.from(bits.map((bit) => 0x30 + bit)).toString("latin1");
}

/** Which pieces occur in a text, as zeros and ones. */
export function textFilter(text: Uint8Array): string {
  const bits = new Uint8Array(FILTER_BITS);
  markPieces(bits, text);
  return asText(bits);
}

/** The pieces that a text with the question in it must have; null where it is too short to tell. */
export function questionFilter(query: string): string | null {
  const bytes = Buffer.from(query).subarray(0, QUESTION_MAX_BYTES);
  if (bytes.byteLength < PIECES[0]) return null;
  return textFilter(bytes);
}
