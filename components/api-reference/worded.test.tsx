// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { Worded } from "./worded";

afterEach(cleanup);

test("what stands between backticks is code, the rest is not", () => {
  const { container } = render(<Worded text="Give `cursor` back until `nextCursor` is null." />);
  expect(container.textContent).toBe("Give cursor back until nextCursor is null.");
  expect(screen.getAllByText(/cursor/i).map(({ tagName, textContent }) => [tagName, textContent])).toEqual([
    ["CODE", "cursor"],
    ["CODE", "nextCursor"],
  ]);
});
