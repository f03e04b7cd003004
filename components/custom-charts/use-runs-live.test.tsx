// @vitest-environment jsdom
import { useQuery } from "@tanstack/react-query";
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { InProject, serverOf } from "../layout/testing/in-project";
import { useTRPC } from "../layout/trpc";
import { useRunsLive } from "./use-runs-live";

let asked: string[] = [];
const wanted = z.object({ runs: z.array(z.string()) });
const server = serverOf((path, input) => {
  asked.push(`${path} ${wanted.parse(input).runs.join()}`);
  return [];
});
const Wrapper = ({ children }: { children: ReactNode }) => <InProject server={server}>{children}</InProject>;
afterEach(cleanup);

function usePage() {
  const trpc = useTRPC();
  useRunsLive();
  const options = { project: "p", keys: ["loss"], axis: "step" as const, buckets: 100 };
  useQuery(trpc.series.curves.queryOptions({ ...options, runs: ["a", "b"] }));
  useQuery(trpc.series.curves.queryOptions({ ...options, runs: ["b", "c"] }));
  useQuery(trpc.series.curves.queryOptions({ ...options, runs: ["d"] }));
  useQuery(trpc.series.sharedKeys.queryOptions({ project: "p", runs: ["c", "d"] }));
}

test("of all charts of a page those are read again, once, whose runs have spoken", async () => {
  renderHook(usePage, { wrapper: Wrapper });
  await waitFor(() => expect(asked).toHaveLength(4));
  asked = [];
  const speak = (runId: string) => server.topics.tell({ topic: "runs", kind: "series", runId });
  act(() => {
    for (const run of ["b", "b", "elsewhere", "b"]) speak(run);
  });
  await waitFor(() => expect(asked.sort()).toEqual(["series.curves a,b", "series.curves b,c"]));
  await act(() => new Promise((resolve) => setTimeout(resolve, 100)));
  expect(asked).toHaveLength(2);
});
