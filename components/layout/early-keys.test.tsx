// @vitest-environment jsdom
import { act, fireEvent, screen } from "@testing-library/react";
import { type ReactNode, useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { hydrateRoot, type Root } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, expect, test, vi } from "vitest";
import { collectEarlyKeys, replayEarlyKeys } from "./early-keys";
import { KeysProvider, useKeys } from "./keys";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
let root: Root | undefined;
afterEach(async () => {
  await act(async () => root?.unmount());
  document.body.replaceChildren();
});

const Replays = () => {
  useEffect(() => replayEarlyKeys((repeat) => act(() => flushSync(repeat))), []);
  return null;
};

function List() {
  const [at, setAt] = useState(0);
  const [opened, setOpened] = useState("nothing");
  useKeys("List", [
    { keys: "j", label: "Down", run: () => setAt(at + 1) },
    { keys: "o", label: "Open", run: () => setOpened(`row ${at}`) },
  ]);
  return (
    <label>
      Find <input />
      <output>{opened}</output>
    </label>
  );
}

const page: ReactNode = (
  <>
    <KeysProvider>
      <List />
    </KeysProvider>
    <Replays />
  </>
);

function paint(): HTMLElement {
  collectEarlyKeys();
  const place = document.createElement("div");
  document.body.append(place);
  place.innerHTML = renderToString(page);
  return place;
}

async function wakeUp(place: HTMLElement) {
  await act(async () => {
    root = hydrateRoot(place, page);
  });
  await vi.waitFor(() => expect(window.earlyKeys).toBeUndefined());
}

test("keys pressed on a painted page act when it wakes up, each on what the one before it made", async () => {
  const place = paint();
  for (const key of ["j", "j", "o"]) fireEvent.keyDown(document.body, { key });
  await wakeUp(place);
  expect(screen.getByRole("status").textContent).toBe("row 2");
});

test("letters written into a field are no commands", async () => {
  const place = paint();
  fireEvent.keyDown(screen.getByRole("textbox"), { key: "o" });
  await wakeUp(place);
  expect(screen.getByRole("status").textContent).toBe("nothing");
});

test("a key that was pressed long ago is forgotten, and later ones are heard once", async () => {
  const place = paint();
  const old = new KeyboardEvent("keydown", { key: "o", bubbles: true });
  Object.defineProperty(old, "timeStamp", { value: performance.now() - 6_000 });
  document.body.dispatchEvent(old);
  await wakeUp(place);
  expect(screen.getByRole("status").textContent).toBe("nothing");
  for (const key of ["j", "o"]) await act(async () => void fireEvent.keyDown(document.body, { key }));
  expect(screen.getByRole("status").textContent).toBe("row 1");
});
