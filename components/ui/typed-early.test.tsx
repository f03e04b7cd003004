// @vitest-environment jsdom
import { act, fireEvent, screen } from "@testing-library/react";
import { useState } from "react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, expect, test } from "vitest";
import { Input } from "./input";
import { Textarea } from "./textarea";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
afterEach(() => document.body.replaceChildren());

function Search({ of: Field }: { of: typeof Input | typeof Textarea }) {
  const [typed, setTyped] = useState("");
  return (
    <label>
      Find
      <Field value={typed} onChange={(event: { target: { value: string } }) => setTyped(event.target.value)} />
      <output>{typed}</output>
    </label>
  );
}

test.each([
  ["an input", Input],
  ["a text area", Textarea],
])("%s keeps what was typed before the page came alive, and goes on from there", async (_, field) => {
  const place = document.createElement("div");
  document.body.append(place);
  place.innerHTML = renderToString(<Search of={field} />);
  const box = screen.getByRole<HTMLInputElement>("textbox");
  box.value = "zebra";
  await act(async () => hydrateRoot(place, <Search of={field} />));
  expect(screen.getByRole("status").textContent).toBe("zebra");
  fireEvent.change(box, { target: { value: "zebras" } });
  expect(box.value).toBe("zebras");
  expect(screen.getByRole("status").textContent).toBe("zebras");
});
