import { expect, test } from "vitest";
import { formatX, xTicks } from "./axis-words";

const written = (axis: Parameters<typeof xTicks>[0], from: number, to: number) => {
  const { ticks, write } = xTicks(axis, [from, to]);
  return ticks.map(write).map((text) => text.replaceAll("\u00a0", " "));
};
const at = (text: string) => new Date(text).getTime() / 1000;

test("each axis is marked in its own unit", () => {
  expect(written("step", 0, 1_000)).toEqual(["0", "200", "400", "600", "800", "1,000"]);
  expect(written("step", 0, 2)).toEqual(["0", "1", "2"]);
  expect(written("relative", 0, 600)).toEqual(["0 s", "2 m", "4 m", "6 m", "8 m", "10 m"]);
  expect(written("tokens", 0, 2e6)).toEqual(["0", "500 k", "1 M", "1.50 M", "2 M"]);
});

test("the clock stands at round times of the reader's day", () => {
  expect(written("time", at("2026-03-01T10:02:00"), at("2026-03-01T14:58:00"))).toEqual([
    "11:00",
    "12:00",
    "13:00",
    "14:00",
  ]);
  expect(written("time", at("2026-03-01T10:00:10"), at("2026-03-01T10:01:00"))[0]).toBe("10:00:10");
  expect(written("time", at("2026-03-01T10:00:00"), at("2026-03-06T09:00:00"))).toEqual([
    "2 Mar",
    "3 Mar",
    "4 Mar",
    "5 Mar",
    "6 Mar",
  ]);
});

test("a place is named in full", () => {
  expect(formatX("time")(at("2026-03-01T10:02:03"))).toBe("1 Mar, 10:02:03");
  expect(formatX("tokens")(1234.6)).toBe("1,235\u00a0tokens");
  expect(formatX("relative")(61)).toBe("1\u00a0m 1\u00a0s");
});
