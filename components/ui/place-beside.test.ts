import { expect, test } from "vitest";
import { findPlace } from "./place-beside";

const screen = { width: 1000, height: 600 };
const size = { width: 100, height: 20 };

test("it stands centred on its side", () => {
  expect(findPlace("right", size, { left: 10, top: 100, width: 30, height: 30 }, screen)).toEqual({
    left: 45,
    top: 105,
  });
  expect(findPlace("bottom", size, { left: 400, top: 100, width: 50, height: 30 }, screen)).toEqual({
    left: 375,
    top: 135,
  });
});

test("without room it stands on the other side", () => {
  expect(findPlace("right", size, { left: 950, top: 100, width: 30, height: 20 }, screen).left).toBe(845);
  expect(findPlace("top", size, { left: 400, top: 10, width: 50, height: 20 }, screen).top).toBe(35);
});

test("it is never cut by the edge of the screen", () => {
  expect(findPlace("bottom", size, { left: 0, top: 100, width: 10, height: 20 }, screen).left).toBe(8);
});
