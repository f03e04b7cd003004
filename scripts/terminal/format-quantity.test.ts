import { expect, test } from "vitest";
import { formatBytes, formatDuration } from "./format-quantity.mjs";

test.each([
  [0, "0 B"],
  [1023, "1023 B"],
  [1536, "1.5 KiB"],
  [190 * 1024 ** 2, "190 MiB"],
  [1.75 * 1024 ** 3, "1.8 GiB"],
])("%d bytes", (bytes, said) => {
  expect(formatBytes(bytes)).toBe(said);
});

test.each([
  [840, "0.8 s"],
  [59_400, "59 s"],
  [134_000, "2 m 14 s"],
  [3_720_000, "1 h 2 m"],
])("%d ms", (milliseconds, said) => {
  expect(formatDuration(milliseconds)).toBe(said);
});
