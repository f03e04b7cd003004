import type { Metadata } from "next";
import { headers } from "next/headers";
import { RunsView } from "@/components/runs/runs-view";
import { createContext } from "@/server/create-context";
import { createCaller } from "@/server/router";
import { projectTitle } from "../read-projects";
import { readFirstPage, type Search } from "./read-first-page";

type Props = { params: Promise<{ project: string }>; searchParams: Promise<Search> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("Runs", (await params).project) };
}

export default async function Page({ params, searchParams }: Props) {
  const caller = createCaller(await createContext(await headers()));
  return <RunsView initial={await readFirstPage(caller, (await params).project, await searchParams)} />;
}
