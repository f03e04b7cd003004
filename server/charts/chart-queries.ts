import { and, asc, eq, isNull } from "drizzle-orm";
import type { Database } from "@/db/database";
import { chart } from "@/db/schema/charts";
import { user } from "@/db/schema/people";
import { DomainError } from "../errors";
import type { ChartContent } from "./chart-input";

export type Chart = ChartContent & { id: string; version: number; changedAt: Date; changedByName: string | null };

export type ChartAddress = { projectId: string; chartId: string };

const columns = { chart, changedByName: user.name };

function toChart({ chart: row, changedByName }: { chart: typeof chart.$inferSelect; changedByName: string | null }) {
  const { id, title, keys, axis, scale, smoothing, bands, version, changedAt } = row;
  const of = row.runIds === null ? { filter: row.filter ?? "" } : { runIds: row.runIds };
  return { id, title, keys, of, axis, scale, smoothing, bands, version, changedAt, changedByName } satisfies Chart;
}

/** The charts of a project in the order in which they were made. */
export async function listCharts(db: Database, projectId: string): Promise<Chart[]> {
  const rows = await db
    .select(columns)
    .from(chart)
    .leftJoin(user, eq(user.id, chart.changedBy))
    .where(and(eq(chart.projectId, projectId), isNull(chart.archivedAt)))
    .orderBy(asc(chart.createdAt), asc(chart.id));
  return rows.map(toChart);
}

export async function readChart(db: Database, { projectId, chartId }: ChartAddress): Promise<Chart> {
  const [row] = await db
    .select(columns)
    .from(chart)
    .leftJoin(user, eq(user.id, chart.changedBy))
    .where(and(eq(chart.projectId, projectId), eq(chart.id, chartId)));
  if (!row) throw new DomainError("NotFound", `There is no chart "${chartId}" in this project.`);
  return toChart(row);
}
