import { describe, expect, test } from "vitest";
import {
  decodePoints,
  decodeSummaries,
  encodePoints,
  encodeSummaries,
  encodeTail,
  type Points,
  packPoints,
  packSummaries,
} from "./chunk-layout";
import { packColumns } from "./pack-columns";
import { summarisePoints } from "./summarise";
import { seededRandom } from "./testing/seeded-random";

const ROWS = 1_024;
const random = seededRandom(11);

function column(make: (row: number) => number, rows = ROWS): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => make(row));
}

function walk(distance: () => number, first: number): Float64Array {
  let at = first;
  return column(() => {
    at += distance();
    return at;
  });
}

/** Any 64 bits: NaNs with payloads, subnormals, infinities and both zeros among them. */
function anyBits(rows = ROWS): Float64Array {
  return new Float64Array(Uint32Array.from({ length: rows * 2 }, () => random() * 2 ** 32).buffer);
}

function oddFloats(): Float64Array {
  const bits = new BigUint64Array(ROWS).map((_, row) => {
    const kinds = [
      0x7ff8_0000_dead_beefn,
      0xfff0_0000_0000_0000n,
      0x8000_0000_0000_0000n,
      0n,
      1n,
      0x7ff0_0000_0000_0000n,
    ];
    return kinds[row % kinds.length] ?? 0n;
  });
  return new Float64Array(bits.buffer);
}

const COLUMNS: Readonly<Record<string, Float64Array>> = {
  "noise of 32 bits": column(() => Math.fround(1 + random())),
  "noise of 64 bits": column(() => 1 + random()),
  "a smooth rate": column((row) => 1e-4 * (1 + Math.cos(row / 4_000))),
  "a counter": column((row) => row * 16_384),
  "an uneven counter": walk(() => Math.floor(random() * 9_000), 1e8),
  "a counter beyond exact integers": column((row) => 2 ** 53 + row * 2),
  constant: column(() => 2e-4),
  "decimals, negative too": column(() => Number((random() * 10 - 5).toFixed(3))),
  "negative zeros among zeros": column((row) => (row % 3 === 0 ? -0 : 0)),
  "a clock": walk(() => 0.3 + random() / 100, 1.763e9),
  "a clock that goes back": column(() => 1.763e9 + random() * 1e-3 - 5e-4),
  "any bits": anyBits(),
  "NaNs with payloads, infinities, subnormals": oddFloats(),
  "one row": column(() => 3.5, 1),
  "no row": column(() => 0, 0),
};

const hex = (values: Float64Array) => Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString("hex");
const hexOf = (points: Points) => [points.steps, points.values, points.times].map(hex);

/** As a driver hands bytes over: inside a larger buffer, not aligned. */
function shifted(bytes: Uint8Array): Uint8Array {
  const larger = new Uint8Array(bytes.byteLength + 3);
  larger.set(bytes, 3);
  return larger.subarray(3);
}

describe("points keep every bit", () => {
  test.each(Object.entries(COLUMNS))("%s", async (_, values) => {
    const times = column((row) => 1.7e9 + row, values.length);
    for (const points of [
      { steps: values, values, times },
      { steps: times, values: times, times: values },
    ]) {
      for (const bytes of [encodePoints(points), await packPoints(points), encodeTail(points)]) {
        expect(hexOf(decodePoints(shifted(bytes)))).toEqual(hexOf(points));
        const front = decodePoints(bytes, "front");
        expect([hex(front.steps), hex(front.values), front.times.length]).toEqual([
          hex(points.steps),
          hex(points.values),
          0,
        ]);
      }
    }
  });

  test("packed and light ones are shorter than bare ones where there is something to gain", async () => {
    const points = {
      steps: column((row) => row),
      values: COLUMNS["noise of 32 bits"] ?? anyBits(),
      times: COLUMNS["a clock"] ?? anyBits(),
    };
    const [bare, light, packed] = [encodeTail(points), encodePoints(points), await packPoints(points)];
    expect(light.byteLength).toBeLessThan(0.4 * bare.byteLength);
    expect(packed.byteLength).toBeLessThan(0.75 * light.byteLength);
  });

  test("what nothing can shorten grows by less than a hundredth", async () => {
    const noise = anyBits(4_096);
    const packed = await packColumns([noise, noise], [noise]);
    expect(packed.byteLength).toBeLessThan(1.01 * 3 * noise.byteLength);
  });
});

describe("summaries", () => {
  test.each([
    ["finite", column(() => random(), 4_096)],
    ["with NaN and infinities", column((row) => [random(), Number.NaN, Number.POSITIVE_INFINITY][row % 3] ?? 0, 4_096)],
  ])("%s come back alike, whether light or packed", async (_, values) => {
    const points = { steps: column((row) => row, 4_096), values, times: column((row) => 1e9 + row / 3, 4_096) };
    const summaries = summarisePoints(points, 16);
    const nonFinite = values.filter((value) => !Number.isFinite(value)).length;
    const expected = Object.entries(summaries).map(([name, each]) => [name, [...each]]);
    for (const bytes of [encodeSummaries(summaries, nonFinite), await packSummaries(summaries, nonFinite)]) {
      const decoded = Object.entries(decodeSummaries(bytes)).map(([name, each]) => [
        name,
        nonFinite === 0 && each.length === 0 ? Array.from({ length: 256 }, () => 0) : [...each],
      ]);
      expect(decoded).toEqual(expected);
      expect([...decodeSummaries(bytes, "front").last]).toEqual([...summaries.last]);
      expect(decodeSummaries(bytes, "front").timeMin).toHaveLength(0);
    }
  });

  test("of the first version are read as they lie", () => {
    const bare = Float64Array.from({ length: 8 * 256 }, (_, index) => index);
    const { stepMin, timeMax, nan } = decodeSummaries(new Uint8Array(bare.buffer));
    expect([stepMin[0], stepMin[255], timeMax[0], nan.length]).toEqual([0, 255, 7 * 256, 0]);
  });
});
