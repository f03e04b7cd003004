import { and, eq, isNull, sql } from "drizzle-orm";
import { chart } from "@/db/schema/charts";
import { newId } from "@/domain/identifiers";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { readFilter } from "../runs/read-filter";
import type { ChartContent } from "./chart-input";
import { type Chart, type ChartAddress, readChart } from "./chart-queries";

type Needs = Pick<Services, "db" | "now">;
type By = { projectId: string; userId: string };

function toRow({ of, ...rest }: ChartContent) {
  return { ...rest, filter: "filter" in of ? of.filter : null, runIds: "runIds" in of ? of.runIds : null };
}

/** A filter that could not be read would make a chart that shows nothing but its mistake. */
async function checkFilter(db: Services["db"], projectId: string, { of }: ChartContent): Promise<void> {
  if ("filter" in of) await readFilter(db, projectId, of.filter);
}

export async function createChart(
  { db, now }: Needs,
  { projectId, userId }: By,
  content: ChartContent,
): Promise<Chart> {
  await checkFilter(db, projectId, content);
  const id = newId();
  const at = now();
  await db
    .insert(chart)
    .values({ ...toRow(content), id, projectId, createdBy: userId, createdAt: at, changedBy: userId, changedAt: at });
  return readChart(db, { projectId, chartId: id });
}

/** Why a change of this version found no chart to change. */
async function refuse(db: Services["db"], at: ChartAddress): Promise<never> {
  const newer = await readChart(db, at);
  const who = newer.changedByName ?? "Somebody";
  throw new DomainError(
    "Conflict",
    `${who} changed “${newer.title}” while you worked on it, or took it away. Nothing of yours was saved over it.`,
  );
}

/** Saves over the version that the person had before them, and over no other. */
export async function changeChart(
  { db, now }: Needs,
  { projectId, userId }: By,
  { id, version, content }: { id: string; version: number; content: ChartContent },
): Promise<Chart> {
  await checkFilter(db, projectId, content);
  const at = { projectId, chartId: id };
  const written = await db
    .update(chart)
    .set({ ...toRow(content), version: sql`${chart.version} + 1`, changedBy: userId, changedAt: now() })
    .where(and(eq(chart.projectId, projectId), eq(chart.id, id), eq(chart.version, version), isNull(chart.archivedAt)))
    .returning({ id: chart.id });
  return written.length > 0 ? readChart(db, at) : refuse(db, at);
}

/** Out of the page; brought back by the same call with `archived: false`. */
export async function archiveChart(
  { db, now }: Needs,
  { projectId, chartId }: ChartAddress,
  archived: boolean,
): Promise<{ archived: boolean }> {
  const written = await db
    .update(chart)
    .set({ archivedAt: archived ? now() : null })
    .where(and(eq(chart.projectId, projectId), eq(chart.id, chartId)))
    .returning({ id: chart.id });
  if (written.length === 0) throw new DomainError("NotFound", `There is no chart "${chartId}" in this project.`);
  return { archived };
}
