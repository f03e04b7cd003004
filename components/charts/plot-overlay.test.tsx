// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, test } from "vitest";
import { ChartPage, type Zoom } from "./chart-page";
import { PlotOverlay } from "./plot-overlay";
import { prepareLines } from "./prepare-lines";

afterEach(cleanup);

const values = [4, 3, 2, 1];
const segment = {
  attempt: 1,
  x: [0, 10, 20, 30],
  min: values,
  max: values,
  mean: values,
  n: [1, 1, 1, 1],
  nonFinite: [0, 0, 0, 0],
};

function Overlay({ metric, axis = "step" }: { metric: string; axis?: "step" | "time" }) {
  const prepared = prepareLines([{ id: metric, runId: "r", label: "tuned", segments: [segment] }], {
    scale: "linear",
    smoothing: 0,
  });
  return (
    <PlotOverlay
      prepared={prepared}
      axis={axis}
      scale="linear"
      smoothing={false}
      height={100}
      label={metric}
      bytes={false}
      formatX={String}
      formatY={String}
      x={[0, 30]}
      y={[0, 5]}
    />
  );
}

function Page() {
  const [zoom, setZoom] = useState<Zoom | null>(null);
  return (
    <ChartPage zoom={zoom} onZoom={setZoom}>
      <output>{JSON.stringify(zoom)}</output>
      <Overlay metric="loss" />
      <Overlay metric="grad" />
      <Overlay metric="cpu" axis="time" />
    </ChartPage>
  );
}

const plot = (metric: string) => screen.getByRole("slider", { name: new RegExp(metric) });

test("keys move one crosshair for all charts of the same axis", () => {
  render(<Page />);
  fireEvent.keyDown(plot("loss"), { key: "End" });
  expect(plot("loss").getAttribute("aria-valuetext")).toBe("30: tuned 1");
  expect(plot("grad").getAttribute("aria-valuetext")).toBe("30: tuned 1");
  expect(plot("cpu").getAttribute("aria-valuetext")).toBe("no point chosen");
  fireEvent.keyDown(plot("loss"), { key: "Home" });
  expect(plot("grad").getAttribute("aria-valuenow")).toBe("0");
});

test("plus zooms around the crosshair on its axis, escape and a double click show all again", () => {
  render(<Page />);
  const zoom = () => JSON.parse(screen.getByRole("status").textContent ?? "null");
  fireEvent.keyDown(plot("cpu"), { key: "Home" });
  fireEvent.keyDown(plot("cpu"), { key: "+" });
  expect(zoom()).toEqual({ axis: "time", range: [0, 7.5] });
  fireEvent.keyDown(plot("cpu"), { key: "Escape" });
  expect(zoom()).toBeNull();
  fireEvent.keyDown(plot("loss"), { key: "+" });
  expect(zoom()).not.toBeNull();
  fireEvent.doubleClick(plot("loss"));
  expect(zoom()).toBeNull();
});

test("a double click selects no words that the next drag would carry away", () => {
  render(<Page />);
  expect(fireEvent.mouseDown(plot("loss"), { detail: 2 })).toBe(false);
  expect(fireEvent.mouseDown(plot("loss"), { detail: 1 })).toBe(true);
});
