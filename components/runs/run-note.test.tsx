// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { InProject, serverOf } from "../layout/testing/in-project";
import { RunNote } from "./run-note";

let written: unknown[];
const server = serverOf((_, input) => {
  written.push(input);
  return input;
});
const Wrapper = ({ children }: { children: ReactNode }) => <InProject server={server}>{children}</InProject>;
const note = (text: string) => <RunNote run={{ id: "r", name: "r", note: text }} />;
const box = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Note" });

beforeEach(() => {
  written = [];
});
afterEach(cleanup);

test("what was saved stays, though the list still holds the old row for a moment", async () => {
  const { rerender } = render(note("old"), { wrapper: Wrapper });
  fireEvent.change(box(), { target: { value: "new" } });
  fireEvent.click(screen.getByRole("button", { name: "Save note" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: "Save note" })).toBeNull());
  expect(written).toMatchObject([{ before: "old", note: "new" }]);
  rerender(note("old"));
  expect(box().value).toBe("new");
  rerender(note("new"));
  expect(box().value).toBe("new");
});

test("somebody else's words come in where nothing was typed, and wait where something was", () => {
  const { rerender } = render(note("old"), { wrapper: Wrapper });
  rerender(note("theirs"));
  expect(box().value).toBe("theirs");
  fireEvent.change(box(), { target: { value: "mine" } });
  rerender(note("theirs again"));
  expect(box().value).toBe("mine");
});
