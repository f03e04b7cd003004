// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { DrawnFigure } from "./drawn-figure";

afterEach(cleanup);

async function openMenu() {
  const data = { heads: ["Δ", "margin"], rows: [[10, 1 / 3]] };
  render(
    <DrawnFigure
      name="Margins over Δ"
      caption="Margins"
      legend={[{ id: "a", label: "tiny", color: "red" }]}
      data={() => data}
    >
      <svg data-picture role="img" aria-label="drawn">
        <circle fill="blue" r="2" />
      </svg>
    </DrawnFigure>,
  );
  fireEvent.keyDown(screen.getByRole("button", { name: "Copy or save Margins over Δ" }), { key: "Enter" });
  return screen.findByRole("menuitem", { name: "Copy as CSV" });
}

function hearCopies(): string[] {
  const heard: string[] = [];
  const writeText = async (text: string) => void heard.push(text);
  vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText } });
  return heard;
}

test("numbers are copied as they are, not as they are written on screen", async () => {
  const heard = hearCopies();
  fireEvent.click(await openMenu());
  expect(heard).toEqual([`Δ,margin\n10,${1 / 3}\n`]);
});

test("the picture stands alone: what is drawn, its title and its legend", async () => {
  const heard = hearCopies();
  await openMenu();
  fireEvent.click(screen.getByRole("menuitem", { name: "Copy as SVG" }));
  const [picture = ""] = heard;
  for (const part of ["<circle", ">Margins over Δ<", ">tiny<"]) expect(picture).toContain(part);
});

test("the table is for those who do not see it", async () => {
  await openMenu();
  fireEvent.click(screen.getByRole("menuitem", { name: "Show as table" }));
  expect(await screen.findByRole("row", { name: "10 0.333" })).toBeTruthy();
});
