// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { InProject, serverOf } from "../layout/testing/in-project";
import { FilterBox } from "./filter-box";

let keysAnswer: () => unknown;
const server = serverOf((path) => (path === "runs.keys" ? keysAnswer() : []));
const Wrapper = ({ children }: { children: ReactNode }) => <InProject server={server}>{children}</InProject>;
const onChange = vi.fn<(value: string) => void>();
const box = () => screen.getByRole<HTMLInputElement>("combobox", { name: "Filter runs" });
const type = (text: string) => fireEvent.change(box(), { target: { value: text } });
const show = (value: string) => <FilterBox value={value} onChange={onChange} refused={null} />;

beforeEach(() => {
  onChange.mockClear();
  server.queryClient.clear();
  keysAnswer = () => ({ config: [], metrics: ["train/loss"] });
});
afterEach(cleanup);

test("what is typed while the address follows stays", async () => {
  const { rerender } = render(show(""), { wrapper: Wrapper });
  type("sft");
  await waitFor(() => expect(onChange).toHaveBeenLastCalledWith("sft"));
  type("sft sweep");
  rerender(show("sft"));
  expect(box().value).toBe("sft sweep");
  await waitFor(() => expect(onChange).toHaveBeenLastCalledWith("sft sweep"));
  type("sft sweep 3");
  await waitFor(() => expect(onChange).toHaveBeenLastCalledWith("sft sweep 3"));
  // Two of them at once, as React draws them when it was busy.
  rerender(show("sft sweep 3"));
  expect(box().value).toBe("sft sweep 3");
});

test("an address that somebody else wrote is taken over, also one that the box wrote earlier", async () => {
  const { rerender } = render(show(""), { wrapper: Wrapper });
  type("sft");
  await waitFor(() => expect(onChange).toHaveBeenLastCalledWith("sft"));
  rerender(show("sft"));
  rerender(show("state = failed"));
  expect(box().value).toBe("state = failed");
  rerender(show("sft"));
  expect(box().value).toBe("sft");
});

test("a filter that cannot be checked here goes to the list, which asks the server", async () => {
  keysAnswer = () => {
    throw new Error("The server is away.");
  };
  render(show(""), { wrapper: Wrapper });
  type("loss < 3");
  await waitFor(() => expect(onChange).toHaveBeenLastCalledWith("loss < 3"));
});

test("what cannot be read is pointed at and not sent", async () => {
  render(show(""), { wrapper: Wrapper });
  type("created = 2d");
  await act(() => new Promise((resolve) => setTimeout(resolve, 300)));
  expect(screen.getByRole("status").textContent).toContain("one moment");
  expect(onChange).not.toHaveBeenCalled();
});
