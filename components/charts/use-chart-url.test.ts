import { expect, test } from "vitest";
import { readLook, readZoom } from "./use-chart-url";

const look = (query: string) => readLook(new URLSearchParams(query));
const zoom = (query: string) => readZoom(new URLSearchParams(query));

test("an address says how charts are drawn, and what it does not say is plain", () => {
  expect(look("")).toEqual({ axis: "step", scale: "linear", smoothing: 0, bands: "none" });
  expect(look("x=tokens&y=log&smooth=0.6&bands=sd")).toEqual({
    axis: "tokens",
    scale: "log",
    smoothing: 0.6,
    bands: "sd",
  });
});

test("an address that somebody broke draws plainly", () => {
  expect(look("x=moon&y=sideways&smooth=much&bands=all")).toEqual(look(""));
  expect([look("smooth=7").smoothing, look("smooth=-1").smoothing]).toEqual([0.99, 0]);
});

test("a zoom is of one axis and has two ends in order", () => {
  expect(zoom("from=1&to=2.5&over=relative")).toEqual({ axis: "relative", range: [1, 2.5] });
  expect(zoom("from=0&to=10")).toEqual({ axis: "step", range: [0, 10] });
  expect([zoom("from=3&to=1"), zoom("from=3"), zoom("from=a&to=b"), zoom("")]).toEqual([null, null, null, null]);
});
