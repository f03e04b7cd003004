import { expect, test } from "vitest";
import { takePort } from "./read-options.mjs";

test.each([
  [[], { port: 3000, rest: [] }],
  [["--once", "--port", "4100", "--json"], { port: 4100, rest: ["--once", "--json"] }],
  [["--port=4100"], { port: 4100, rest: [] }],
])("%j", (args, taken) => {
  expect(takePort(args, 3000)).toEqual(taken);
});

test.each([["0"], ["65536"], ["http"], ["-1"], [""]])("%j is no port", (given) => {
  expect(() => takePort(["--port", given], 3000)).toThrow(/number from 1 to 65535/);
});
