import type { Metadata } from "next";
import { headers } from "next/headers";
import { RunsView } from "@/components/runs/runs-view";
import { readRunSort } from "@/domain/runs/run-sort";
import { createContext } from "@/server/create-context";
import { DomainError } from "@/server/errors";
import { createCaller } from "@/server/router";
import { projectTitle } from "../read-projects";

type Search = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ project: string }>; searchParams: Promise<Search> };

const FIRST_ROWS = 100;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("Runs", (await params).project) };
}

const textOf = (value: string | string[] | undefined) => (typeof value === "string" ? value : "");

/** The first rows come with the page, so that they are seen before any script runs; what cannot be read, the view says. */
async function readFirstPage(project: string, search: Search) {
  if (textOf(search.group) || textOf(search.view)) return null;
  const caller = createCaller(await createContext(await headers()));
  try {
    const sort = readRunSort(textOf(search.sort));
    return await caller.runs.list({ project, filter: textOf(search.filter), sort, limit: FIRST_ROWS });
  } catch (error) {
    if (error instanceof Error && error.cause instanceof DomainError) return null;
    throw error;
  }
}

export default async function Page({ params, searchParams }: Props) {
  return <RunsView initial={await readFirstPage((await params).project, await searchParams)} />;
}
