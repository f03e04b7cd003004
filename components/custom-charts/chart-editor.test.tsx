// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { InProject, serverOf } from "../layout/testing/in-project";
import { ChartEditor } from "./chart-editor";

let written: string[];
let create: () => unknown;
const server = serverOf((path) => {
  if (path === "charts.runs") return { runs: [], matching: 0 };
  if (path !== "charts.create") return [];
  written.push(path);
  return create();
});
const Wrapper = ({ children }: { children: ReactNode }) => <InProject server={server}>{children}</InProject>;
const onClose = vi.fn();
const draft = {
  title: "Losses",
  keys: ["train/loss"],
  of: { filter: "" },
  axis: "step" as const,
  scale: "linear" as const,
  smoothing: 0,
  bands: "none" as const,
};

beforeEach(() => {
  written = [];
  create = () => ({ title: "Losses" });
  onClose.mockClear();
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      observe() {}
      unobserve() {}
    },
  );
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const open = () => render(<ChartEditor draft={draft} saved={null} onClose={onClose} />, { wrapper: Wrapper });
const keep = () => screen.getByRole<HTMLButtonElement>("button", { name: "Keep chart" });

test("Enter in a field keeps the chart: the button belongs to the form", async () => {
  open();
  const form = screen.getByRole<HTMLInputElement>("textbox", { name: "Title" }).form;
  expect(keep().type).toBe("submit");
  expect(keep().form).toBe(form);
});

test("a chart is made once, however often it is asked for", async () => {
  open();
  await waitFor(() => expect(keep().disabled).toBe(false));
  for (let press = 0; press < 3; press += 1) fireEvent.click(keep());
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  fireEvent.click(keep());
  expect(written).toHaveLength(1);
});

test("after the server refused it can be asked again", async () => {
  create = () => {
    throw new Error("The disk is full.");
  };
  open();
  await waitFor(() => expect(keep().disabled).toBe(false));
  fireEvent.click(keep());
  await waitFor(() => expect(screen.getByRole("alert").textContent).not.toBe(""));
  create = () => ({ title: "Losses" });
  fireEvent.click(keep());
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  expect(written).toHaveLength(2);
});
