import { describe, expect, test } from "vitest";
import { formatBytes } from "./bytes";
import { formatDuration } from "./duration";
import { formatCount, formatCounted, formatNumber } from "./number";
import { formatPercent } from "./percent";
import { formatInstant, formatRelativeTime } from "./relative-time";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("numbers", () => {
  test.each([
    [0, "0"],
    [-0.5, "−0.500"],
    [1, "1"],
    [12, "12"],
    [2.9951, "3.00"],
    [0.99951, "1.00"],
    [999.6, "1.00 k"],
    [12_345, "12.3 k"],
    [134_515_008, "135 M"],
    [7_240_000_000, "7.24 B"],
    [0.00005, "5.00e-5"],
    [0.0001, "0.000100"],
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "∞"],
    [Number.NEGATIVE_INFINITY, "−∞"],
  ])("%s", (value, text) => expect(plain(formatNumber(value))).toBe(text));

  test("counts are exact", () => {
    expect(formatCount(12_041)).toBe("12,041");
    expect(plain(formatCounted(1, "note"))).toBe("1 note");
    expect(plain(formatCounted(0, "query", "queries"))).toBe("0 queries");
    expect(plain(formatCounted(3, "pair of readings"))).toBe("3 pairs of readings");
  });

  test("percent has one decimal and no negative zero", () => {
    expect(plain(formatPercent(0.083))).toBe("8.3 %");
    expect(plain(formatPercent(-0.0001))).toBe("0.0 %");
    expect(formatPercent(Number.NaN)).toBe("NaN");
  });
});

describe("durations", () => {
  test.each([
    [0, "0 s"],
    [0.0042, "4.2 ms"],
    [0.84, "840 ms"],
    [0.9996, "1.0 s"],
    [9.96, "10 s"],
    [59.6, "1 m 0 s"],
    [134, "2 m 14 s"],
    [3599.7, "1 h 0 m"],
    [11_100, "3 h 5 m"],
    [187_200, "2 d 4 h"],
  ])("%s seconds", (seconds, text) => expect(plain(formatDuration(seconds))).toBe(text));
});

test("sizes are binary and name their unit", () => {
  expect(plain(formatBytes(0))).toBe("0 B");
  expect(plain(formatBytes(1023))).toBe("0.999 KiB");
  expect(plain(formatBytes(98 * 1024 ** 2))).toBe("98 MiB");
  expect(plain(formatBytes(1.5 * 1024 ** 3))).toBe("1.50 GiB");
});

test("times are relative up to a month", () => {
  const now = new Date("2026-03-10T12:00:00Z");
  const ago = (seconds: number) => plain(formatRelativeTime(new Date(now.getTime() - seconds * 1000), now));
  expect(ago(2)).toBe("just now");
  expect(ago(-12)).toBe("just now");
  expect(ago(-20)).toBe("in 20 s");
  expect(ago(59)).toBe("59 s ago");
  expect(ago(3600)).toBe("1 h ago");
  expect(ago(-7200)).toBe("in 2 h");
  expect(ago(1 - 7 * 86_400)).toBe("in 7 d");
  expect(ago(90 * 86_400)).toBe("2025-12-10");
  expect(formatInstant(now)).toContain("2026");
});
