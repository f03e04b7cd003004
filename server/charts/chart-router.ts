import { z } from "zod";
import { projectProcedure, router } from "../trpc";
import { chartContent, chosenRuns } from "./chart-input";
import { listCharts } from "./chart-queries";
import { readChartRuns } from "./chart-runs";
import { archiveChart, changeChart, createChart } from "./save-chart";

const id = z.string().min(1).max(64);
const reading = projectProcedure("project.read");
const writing = projectProcedure("views.write");

export const chartRouter = router({
  list: reading.query(({ ctx }) => listCharts(ctx.db, ctx.projectId)),
  runs: reading
    .input(z.object({ of: chosenRuns }))
    .query(({ ctx, input }) => readChartRuns(ctx.db, ctx.projectId, input.of)),
  create: writing
    .input(z.object({ content: chartContent }))
    .mutation(({ ctx, input }) =>
      createChart(ctx, { projectId: ctx.projectId, userId: ctx.viewer.userId }, input.content),
    ),
  change: writing
    .input(z.object({ id, version: z.int().min(1), content: chartContent }))
    .mutation(({ ctx, input }) => changeChart(ctx, { projectId: ctx.projectId, userId: ctx.viewer.userId }, input)),
  archive: writing
    .input(z.object({ id, archived: z.boolean() }))
    .mutation(({ ctx, input }) => archiveChart(ctx, { projectId: ctx.projectId, chartId: input.id }, input.archived)),
});
