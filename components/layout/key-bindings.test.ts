// @vitest-environment jsdom
import { beforeEach, expect, test } from "vitest";
import { KeyBindings, printKeys } from "./key-bindings";

let pressed: string[];
let bindings: KeyBindings;
const binding = (keys: string) => ({ keys, label: keys, run: () => pressed.push(keys) });
const press = (key: string, more: KeyboardEventInit = {}, target: HTMLElement = document.body) => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  bindings.press(event);
};

beforeEach(() => {
  pressed = [];
  bindings = new KeyBindings();
  bindings.add("Everywhere", () => [binding("l"), binding("g r"), binding("mod+k"), binding("Space"), binding("X")]);
});

test("single keys, space, shifted keys and Ctrl or ⌘ reach their binding", () => {
  press("l");
  press(" ");
  press("X", { shiftKey: true });
  press("k", { ctrlKey: true });
  press("k", { metaKey: true });
  expect(pressed).toEqual(["l", "Space", "X", "mod+k", "mod+k"]);
});

test("Ctrl with a key that is named, not written, reaches its binding", () => {
  bindings.add("Form", () => [binding("mod+Enter")]);
  press("Enter", { ctrlKey: true });
  press("K", { ctrlKey: true });
  expect(pressed).toEqual(["mod+Enter", "mod+k"]);
});

test("shift with a key of no second letter is its own binding, and the plain one where there is none", () => {
  bindings.add("Page", () => [binding("Enter"), binding("shift+Enter"), binding("ArrowDown")]);
  press("Enter");
  press("Enter", { shiftKey: true });
  press("ArrowDown", { shiftKey: true });
  expect(pressed).toEqual(["Enter", "shift+Enter", "ArrowDown"]);
});

test("a list keeps its keys for itself unless it leaves them to the page", () => {
  const list = document.createElement("div");
  list.setAttribute("role", "listbox");
  document.body.append(list);
  press("l", {}, list);
  expect(pressed).toEqual([]);
  list.dataset.pageKeys = "";
  press("l", {}, list);
  expect(pressed).toEqual(["l"]);
});

test("two keys in a row are one binding; the first alone does nothing", () => {
  press("g");
  expect(pressed).toEqual([]);
  press("r");
  press("r");
  expect(pressed).toEqual(["g r"]);
});

test("a key that is held down moves on and on, and commands once", () => {
  bindings.add("List", () => [binding("j"), binding("ArrowDown")]);
  for (const repeat of [false, true, true]) {
    press("j", { repeat });
    press("ArrowDown", { repeat });
    press("X", { repeat, shiftKey: true });
    press("k", { repeat, metaKey: true });
  }
  const times = (keys: string) => pressed.filter((each) => each === keys).length;
  expect(["j", "ArrowDown", "X", "mod+k"].map(times)).toEqual([3, 3, 1, 1]);
});

test("who writes does not command, but ⌘K still reaches", () => {
  const input = document.createElement("input");
  document.body.append(input);
  press("l", {}, input);
  press("k", { ctrlKey: true }, input);
  expect(pressed).toEqual(["mod+k"]);
});

test("Space and Enter work the button that has the focus", () => {
  const button = document.createElement("button");
  document.body.append(button);
  press(" ", {}, button);
  expect(pressed).toEqual([]);
  press("l", {}, button);
  expect(pressed).toEqual(["l"]);
});

test("the page's own binding wins over that of the shell, until it leaves", () => {
  const leave = bindings.add("Page", () => [{ keys: "l", label: "own", run: () => pressed.push("own") }]);
  press("l");
  leave();
  press("l");
  expect(pressed).toEqual(["own", "l"]);
  expect(bindings.list().map(({ group }) => group)).toEqual(["Everywhere"]);
});

test("the sheet says once what several keys do, and names no group without a key", () => {
  const leave = bindings.add("Moving", () =>
    ["j", "ArrowDown"].map((keys) => ({ keys, label: "Next sentence", run: () => {} })),
  );
  const none = bindings.add("Turns of the source", () => []);
  expect(bindings.list().slice(1)).toEqual([
    { group: "Moving", keys: [{ keys: ["j", "ArrowDown"], label: "Next sentence" }] },
  ]);
  leave();
  none();
});

test.each([
  ["mod+k", true, "⌘K"],
  ["mod+k", false, "Ctrl K"],
  ["g r", false, "G then R"],
  ["X", false, "⇧X"],
  ["Escape", false, "Esc"],
  ["shift+Enter", false, "⇧↵"],
])("%s is printed for mac %s as %s", (keys, mac, printed) => expect(printKeys(keys, mac)).toBe(printed));
