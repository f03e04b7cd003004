// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { ShownOnce } from "./shown-once";

const SECRET = "assay_of-a-test";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function press(clipboard: { writeText: (text: string) => Promise<void> } | undefined) {
  vi.stubGlobal("navigator", { clipboard });
  render(<ShownOnce label="Token" text={SECRET} />);
  fireEvent.click(screen.getByRole("button", { name: "Copy" }));
}

test("the secret goes to the clipboard, and the button says so", async () => {
  const written: string[] = [];
  press({
    writeText: async (text) => {
      written.push(text);
    },
  });
  expect(await screen.findByRole("button", { name: "Copied" })).toBeDefined();
  expect(written).toEqual([SECRET]);
});

test.each([
  ["there is no clipboard, as over plain http", undefined],
  ["the clipboard is refused", { writeText: () => Promise.reject(new Error("no")) }],
])("where %s, the text is marked for the person's own copying", async (_case, clipboard) => {
  press(clipboard);
  expect(await screen.findByText(/Ctrl C/)).toBeDefined();
  const field = screen.getByLabelText<HTMLInputElement>("Token");
  expect([field.selectionStart, field.selectionEnd]).toEqual([0, SECRET.length]);
});
