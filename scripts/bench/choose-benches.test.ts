import { expect, test } from "vitest";
import { BROWSER_BENCHES } from "@/e2e/bench/benches";
import { ROUTE_BENCHES, SERVER_BENCHES } from "@/server/bench/benches";
import { BENCHES, chooseBenches } from "./choose-benches.mjs";

test("every bench is known by its name", () => {
  expect(BENCHES.browser).toEqual(Object.keys(BROWSER_BENCHES));
  expect(BENCHES.server).toEqual(Object.keys(SERVER_BENCHES));
  expect(BENCHES.routes).toEqual(Object.keys(ROUTE_BENCHES));
});

test("without a name all are run, with names those alone, each where it belongs", () => {
  expect(chooseBenches([])).toEqual(BENCHES);
  expect(chooseBenches(["charts", "ingest", "ingest-route"])).toEqual({
    start: [],
    browser: ["charts"],
    server: ["ingest"],
    routes: ["ingest-route"],
  });
});

test("a name that is none is refused with the list", () => {
  expect(() => chooseBenches(["charts", "chart"])).toThrow(/There is no bench chart; there are start, screen, .*logs/);
});
