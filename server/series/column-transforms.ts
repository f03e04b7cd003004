/**
 * Reversible ways to write float64 columns so that a general compressor finds what repeats in them. Each keeps every bit,
 * the payloads of NaNs too, or refuses a column that it cannot keep (null).
 */

const WHOLE_MAX = 2 ** 32;
const isNegativeZero = (value: number) => value === 0 && 1 / value < 0;

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** The first bytes of all numbers, then the second ones, and so on: signs and exponents repeat, last digits do not. */
export function splitPlanes(bytes: Uint8Array, width: number): Uint8Array {
  const rows = bytes.byteLength / width;
  const planes = new Uint8Array(bytes.byteLength);
  for (let plane = 0; plane < width; plane += 1) {
    for (let row = 0, from = plane, to = plane * rows; row < rows; row += 1, from += width, to += 1) {
      planes[to] = bytes[from] as number;
    }
  }
  return planes;
}

/** The inverse of `splitPlanes`, in memory of its own. */
export function joinPlanes(planes: Uint8Array, width: number): Uint8Array<ArrayBuffer> {
  const rows = planes.byteLength / width;
  const bytes = new Uint8Array(planes.byteLength);
  for (let plane = 0; plane < width; plane += 1) {
    for (let row = 0, from = plane * rows, to = plane; row < rows; row += 1, from += 1, to += width) {
      bytes[to] = planes[from] as number;
    }
  }
  return bytes;
}

export function toFloat32(column: Float64Array): Uint8Array | null {
  for (const value of column) if (Math.fround(value) !== value) return null;
  return bytesOf(Float32Array.from(column));
}

export function fromFloat32(bytes: Uint8Array<ArrayBuffer>): Float64Array {
  return Float64Array.from(new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4));
}

/**
 * Differences of the numbers' bits, read as integers, taken once or twice; small ones get small codes (zigzag).
 * In halves of 32 bits: the compiler of Node 20 dies over BigInt64Array in a loop that runs often.
 */
export function toBitDeltas(column: Float64Array, times: 1 | 2): Uint8Array {
  const words = new Uint32Array(column.buffer, column.byteOffset, 2 * column.length);
  const codes = new Uint32Array(words.length);
  let [lowBefore, highBefore, lowDelta, highDelta] = [0, 0, 0, 0];
  for (let at = 0; at < words.length; at += 2) {
    const [low, high] = [words[at] as number, words[at + 1] as number];
    let keptLow = (low - lowBefore) >>> 0;
    let keptHigh = (high - highBefore - (low < lowBefore ? 1 : 0)) >>> 0;
    [lowBefore, highBefore] = [low, high];
    if (times === 2) {
      const [lowOnce, highOnce] = [keptLow, keptHigh];
      keptLow = (lowOnce - lowDelta) >>> 0;
      keptHigh = (highOnce - highDelta - (lowOnce < lowDelta ? 1 : 0)) >>> 0;
      [lowDelta, highDelta] = [lowOnce, highOnce];
    }
    const sign = keptHigh >> 31;
    codes[at] = (keptLow << 1) ^ sign;
    codes[at + 1] = ((keptHigh << 1) | (keptLow >>> 31)) ^ sign;
  }
  return bytesOf(codes);
}

export function fromBitDeltas(bytes: Uint8Array<ArrayBuffer>, times: 1 | 2): Float64Array {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  let [lowBefore, highBefore, lowDelta, highDelta] = [0, 0, 0, 0];
  for (let at = 0; at < words.length; at += 2) {
    const [codeLow, codeHigh] = [words[at] as number, words[at + 1] as number];
    const sign = -(codeLow & 1);
    let low = (((codeLow >>> 1) | (codeHigh << 31)) ^ sign) >>> 0;
    let high = ((codeHigh >>> 1) ^ sign) >>> 0;
    if (times === 2) {
      const sum = low + lowDelta;
      high = (high + highDelta + (sum >= WHOLE_MAX ? 1 : 0)) >>> 0;
      low = sum >>> 0;
      [lowDelta, highDelta] = [low, high];
    }
    const sum = low + lowBefore;
    highBefore = (high + highBefore + (sum >= WHOLE_MAX ? 1 : 0)) >>> 0;
    lowBefore = sum >>> 0;
    words[at] = lowBefore;
    words[at + 1] = highBefore;
  }
  return new Float64Array(bytes.buffer, bytes.byteOffset, words.length / 2);
}

/** Steps of an even walk: the first and the distance. */
export function toArithmetic(column: Float64Array): Uint8Array | null {
  const first = column[0] ?? 0;
  const stride = (column[1] ?? first) - first;
  for (let row = 0; row < column.length; row += 1) {
    const value = column[row] as number;
    if (first + row * stride !== value || isNegativeZero(value)) return null;
  }
  return bytesOf(Float64Array.of(first, stride));
}

export function fromArithmetic(bytes: Uint8Array<ArrayBuffer>, rows: number): Float64Array {
  const [first = 0, stride = 0] = new Float64Array(bytes.buffer, bytes.byteOffset, 2);
  const column = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) column[row] = first + row * stride;
  return column;
}

/** Multiples of `unit` above the smallest, in four bytes each: whole numbers, and times of the clock. */
export function toOffsets(column: Float64Array, unit: number): Uint8Array | null {
  let first = Number.POSITIVE_INFINITY;
  for (const value of column) if (value < first) first = value;
  const bytes = new Uint8Array(8 + 4 * column.length);
  new Float64Array(bytes.buffer, 0, 1)[0] = first;
  const offsets = new Uint32Array(bytes.buffer, 8);
  for (let row = 0; row < column.length; row += 1) {
    const value = column[row] as number;
    const offset = (value - first) / unit;
    if (!(offset < WHOLE_MAX) || isNegativeZero(value)) return null;
    offsets[row] = offset;
    if (first + (offsets[row] as number) * unit !== value) return null;
  }
  return bytes;
}

export function fromOffsets(bytes: Uint8Array<ArrayBuffer>, unit: number): Float64Array {
  const first = new Float64Array(bytes.buffer, bytes.byteOffset, 1)[0] as number;
  const offsets = new Uint32Array(bytes.buffer, bytes.byteOffset + 8, (bytes.byteLength - 8) / 4);
  const column = new Float64Array(offsets.length);
  for (let row = 0; row < column.length; row += 1) column[row] = first + (offsets[row] as number) * unit;
  return column;
}

/** Numbers written with `digits` decimals, as whole numbers; zigzag of themselves or of their differences. */
export function toDecimals(column: Float64Array, digits: number, differences: boolean): Uint8Array | null {
  const scale = 10 ** digits;
  const codes = new Uint32Array(column.length);
  let before = 0;
  for (let row = 0; row < column.length; row += 1) {
    const value = column[row] as number;
    const whole = Math.round(value * scale);
    if (whole / scale !== value || Math.abs(whole) > Number.MAX_SAFE_INTEGER || isNegativeZero(value)) return null;
    const kept = differences ? whole - before : whole;
    const code = kept >= 0 ? 2 * kept : -2 * kept - 1;
    if (code >= WHOLE_MAX) return null;
    codes[row] = code;
    before = whole;
  }
  return bytesOf(codes);
}

export function fromDecimals(bytes: Uint8Array<ArrayBuffer>, digits: number, differences: boolean): Float64Array {
  const scale = 10 ** digits;
  const codes = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  const column = new Float64Array(codes.length);
  let before = 0;
  for (let row = 0; row < column.length; row += 1) {
    const code = codes[row] as number;
    const kept = code % 2 === 0 ? code / 2 : -(code + 1) / 2;
    const whole = differences ? kept + before : kept;
    column[row] = whole / scale;
    before = whole;
  }
  return column;
}
