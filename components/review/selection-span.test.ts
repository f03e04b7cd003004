// @vitest-environment jsdom
import { beforeEach, expect, test } from "vitest";
import { selectionSpan } from "./selection-span";

const TEXT = "Takes aspirin daily. No allergies.";
let root: HTMLElement;

/** Two sentences, the first in three pieces, with a label between them that is no text of the note. */
beforeEach(() => {
  root = document.createElement("div");
  root.innerHTML =
    '<p><span data-start="0">Takes </span><span data-start="6">aspirin</span><span data-start="13"> daily.</span><i>Fabricated</i></p><p><span data-start="21">No allergies.</span></p>';
  document.body.replaceChildren(root);
});

function select(from: [string, number], to: [string, number]) {
  const node = (start: string) => root.querySelector(`[data-start="${start}"]`)?.firstChild ?? root;
  getSelection()?.setBaseAndExtent(node(from[0]), from[1], node(to[0]), to[1]);
  const span = selectionSpan(root, TEXT);
  return span ? TEXT.slice(span.start, span.end) : null;
}

test.each([
  ["inside of a piece", ["6", 1], ["6", 4], "spi"],
  ["over several pieces", ["0", 2], ["13", 6], "kes aspirin daily"],
  ["over the label into the next sentence", ["13", 1], ["21", 2], "daily. No"],
  ["backwards", ["21", 2], ["6", 0], "aspirin daily. No"],
  ["with spaces at its ends", ["0", 5], ["13", 1], "aspirin"],
] as [string, [string, number], [string, number], string][])("%s", (_, from, to, words) => {
  expect(select(from, to)).toBe(words);
});

test("a click selects nothing, nor does a space alone, nor what lies elsewhere", () => {
  expect(select(["6", 2], ["6", 2])).toBeNull();
  expect(select(["0", 5], ["0", 6])).toBeNull();
  const outside = document.createElement("p");
  outside.textContent = "elsewhere";
  document.body.append(outside);
  getSelection()?.selectAllChildren(outside);
  expect(selectionSpan(root, TEXT)).toBeNull();
});

test("an element that is selected as a whole counts with all its text", () => {
  const first = root.querySelector("p");
  if (first) getSelection()?.selectAllChildren(first);
  expect(selectionSpan(root, TEXT)).toEqual({ start: 0, end: 20 });
});
