import { TRPCError } from "@trpc/server";
import { readRunSort } from "@/domain/runs/run-sort";
import type { createCaller } from "@/server/router";

export type Search = Record<string, string | string[] | undefined>;

const FIRST_ROWS = 100;
const textOf = (value: string | string[] | undefined) => (typeof value === "string" ? value : "");

/** The first rows come with the page, so that they are seen before any script runs; what cannot be read, the view says. */
export async function readFirstPage(caller: ReturnType<typeof createCaller>, project: string, search: Search) {
  if (textOf(search.group) || textOf(search.view)) return null;
  try {
    const sort = readRunSort(textOf(search.sort));
    return await caller.runs.list({ project, filter: textOf(search.filter), sort, limit: FIRST_ROWS });
  } catch (error) {
    if (error instanceof TRPCError && error.code !== "INTERNAL_SERVER_ERROR") return null;
    throw error;
  }
}
