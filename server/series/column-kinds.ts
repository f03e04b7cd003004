import {
  fromArithmetic,
  fromBitDeltas,
  fromDecimals,
  fromFloat32,
  fromOffsets,
  joinPlanes,
  splitPlanes,
  toArithmetic,
  toBitDeltas,
  toDecimals,
  toFloat32,
  toOffsets,
} from "./column-transforms";

/** Ways to write a column; the number stands in stored bytes, so it never changes its meaning. */
export const KIND = {
  float64: 0,
  arithmetic: 1,
  float32: 2,
  offsets: 3,
  planes64: 4,
  planes32: 5,
  bitDeltas: 6,
  bitDeltasTwice: 7,
  decimals: 8,
  decimalDeltas: 9,
} as const;
type Kind = (typeof KIND)[keyof typeof KIND];

/** `param`: the exponent of the unit of offsets, or the decimals of a number. */
export type WrittenColumn = { kind: Kind; param: number; bytes: Uint8Array };

/** Unix seconds of today are multiples of 2^-22 as float64. */
const CLOCK_EXPONENT = -22;
const DECIMALS_MOST = 6;

function written(kind: Kind, bytes: Uint8Array | null, param = 0): WrittenColumn[] {
  return bytes ? [{ kind, param, bytes }] : [];
}

function rawBytes(column: Float64Array): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}

/** The shortest way that costs next to nothing, for what is written as it arrives. */
export function writeLightly(column: Float64Array): WrittenColumn {
  const [first] = [
    ...written(KIND.arithmetic, toArithmetic(column)),
    ...written(KIND.float32, toFloat32(column)),
    ...written(KIND.offsets, toOffsets(column, 1)),
    ...written(KIND.offsets, toOffsets(column, 2 ** CLOCK_EXPONENT), CLOCK_EXPONENT),
  ];
  return first ?? { kind: KIND.float64, param: 0, bytes: rawBytes(column) };
}

function decimalWays(column: Float64Array): WrittenColumn[] {
  for (let digits = 0; digits <= DECIMALS_MOST; digits += 1) {
    const plain = toDecimals(column, digits, false);
    const deltas = toDecimals(column, digits, true);
    if (!plain && !deltas) continue;
    return [
      ...written(KIND.decimals, plain && splitPlanes(plain, 4), digits),
      ...written(KIND.decimalDeltas, deltas && splitPlanes(deltas, 4), digits),
    ];
  }
  return [];
}

/** All ways worth a try before compression. */
export function waysToPack(column: Float64Array): WrittenColumn[] {
  const arithmetic = toArithmetic(column);
  if (arithmetic) return written(KIND.arithmetic, arithmetic);
  const float32 = toFloat32(column);
  const planes = float32
    ? written(KIND.planes32, splitPlanes(float32, 4))
    : written(KIND.planes64, splitPlanes(rawBytes(column), 8));
  return [
    ...planes,
    ...written(KIND.bitDeltas, splitPlanes(toBitDeltas(column, 1), 8)),
    ...written(KIND.bitDeltasTwice, splitPlanes(toBitDeltas(column, 2), 8)),
    ...decimalWays(column),
  ];
}

/** `bytes` begin at a multiple of 8 of memory that nobody else uses. */
export function readColumn(kind: number, param: number, bytes: Uint8Array<ArrayBuffer>, rows: number): Float64Array {
  switch (kind) {
    case KIND.float64:
      return new Float64Array(bytes.buffer, bytes.byteOffset, rows);
    case KIND.arithmetic:
      return fromArithmetic(bytes, rows);
    case KIND.float32:
      return fromFloat32(bytes);
    case KIND.offsets:
      return fromOffsets(bytes, 2 ** param);
    case KIND.planes64: {
      const joined = joinPlanes(bytes, 8);
      return new Float64Array(joined.buffer, joined.byteOffset, rows);
    }
    case KIND.planes32:
      return fromFloat32(joinPlanes(bytes, 4));
    case KIND.bitDeltas:
      return fromBitDeltas(joinPlanes(bytes, 8), 1);
    case KIND.bitDeltasTwice:
      return fromBitDeltas(joinPlanes(bytes, 8), 2);
    case KIND.decimals:
    case KIND.decimalDeltas:
      return fromDecimals(joinPlanes(bytes, 4), param, kind === KIND.decimalDeltas);
    default:
      throw new Error(`A column is written in a way that this version does not know (${kind}).`);
  }
}
