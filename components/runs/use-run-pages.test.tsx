// @vitest-environment jsdom
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { InProject, serverOf } from "../layout/testing/in-project";
import { useRunPages } from "./use-run-pages";

const asked = z.object({
  cursor: z.string().optional(),
  skip: z.number().optional(),
  limit: z.number(),
  asOf: z.date().optional(),
});
type Asked = z.infer<typeof asked>;

/** What the server would answer: rows in their order, the cursor being the last row shown. */
let ids: string[];
let clock: number;
let requests: Asked[];
let refuse: (request: Asked) => boolean;

function answer({ cursor, skip = 0, limit, asOf }: Asked) {
  const from = cursor === undefined ? skip : ids.findIndex((id) => id > cursor);
  const page = ids.slice(from, from + limit);
  const more = from + limit < ids.length;
  clock += 1;
  return {
    items: page.map((id) => ({ id })),
    nextCursor: more ? page.at(-1) : null,
    total: ids.length,
    all: ids.length,
    asOf: asOf ?? new Date(clock),
  };
}

const server = serverOf((_, input) => {
  const request = asked.parse(input);
  requests.push(request);
  if (refuse(request)) throw new Error("The server is away.");
  return answer(request);
});
const Wrapper = ({ children }: { children: ReactNode }) => <InProject server={server}>{children}</InProject>;

const columns: string[] = [];
const sort = { by: "name", direction: "asc" as const };
const open = () => renderHook(() => useRunPages({ filter: "", sort, columns }, null), { wrapper: Wrapper });
type Opened = ReturnType<typeof open>["result"];
const rows = ({ current }: Opened) => Array.from({ length: current.total ?? 0 }, (_, at) => current.rowAt(at)?.id);

beforeEach(() => {
  ids = Array.from({ length: 250 }, (_, at) => `run ${String(at).padStart(3, "0")}`);
  clock = 0;
  requests = [];
  refuse = () => false;
  server.queryClient.clear();
});
afterEach(cleanup);

test("after rows went out of the first page, each other row still stands once", async () => {
  const { result } = open();
  await waitFor(() => expect(result.current.total).toBe(250));
  act(() => result.current.see({ first: 0, last: 249 }));
  await waitFor(() => expect(rows(result)).toEqual(ids));
  ids = ids.filter((_, at) => at % 2 === 1 || at > 80);
  await act(() => server.queryClient.invalidateQueries());
  await waitFor(() => expect(rows(result)).toEqual(ids));
});

test("after rows came in at the top, those that they pushed down are reached", async () => {
  const { result } = open();
  await waitFor(() => expect(result.current.total).toBe(250));
  act(() => result.current.see({ first: 100, last: 249 }));
  await waitFor(() => expect(rows(result)).toEqual(ids));
  ids = [...Array.from({ length: 30 }, (_, at) => `a ${String(at).padStart(3, "0")}`), ...ids];
  await act(() => server.queryClient.invalidateQueries());
  await waitFor(() => expect(rows(result)).toEqual(ids));
});

test("pages further down are as of the reading of the first", async () => {
  const { result } = open();
  await waitFor(() => expect(result.current.total).toBe(250));
  act(() => result.current.see({ first: 150, last: 180 }));
  await waitFor(() => expect(result.current.rowAt(150)).toBeDefined());
  expect(requests.slice(1).every(({ asOf }) => asOf?.getTime() === result.current.asOf?.getTime())).toBe(true);
});

test("a page that cannot be read is told and tried again, and the others stay", async () => {
  refuse = ({ skip, cursor }) => skip !== undefined || cursor !== undefined;
  const { result } = open();
  await waitFor(() => expect(result.current.total).toBe(250));
  act(() => result.current.see({ first: 90, last: 110 }));
  await waitFor(() => expect(result.current.pageError?.message).toBe("The server is away."));
  expect(result.current.error).toBeNull();
  expect(result.current.rowAt(95)?.id).toBe("run 095");
  refuse = () => false;
  act(() => result.current.retryPages());
  await waitFor(() => expect(result.current.rowAt(105)?.id).toBe("run 105"));
  expect(result.current.pageError).toBeNull();
});
