import { z } from "zod";
import { listOf } from "@/domain/api/list-answer";
import { chartAnswer } from "@/domain/charts/chart-answer";
import { operation } from "../operation";

const CHARTS = "/projects/{project}/charts";
const CHART_WORDS = { id: "Id of the chart.", content: "What it draws, of which runs." };

export const chartOperations = [
  operation({
    method: "GET",
    path: CHARTS,
    procedure: "charts.list",
    summary: "List the charts that people of a project made",
    answers: listOf(chartAnswer),
    from: (items) => ({ items }),
  }),
  operation({
    method: "POST",
    path: CHARTS,
    procedure: "charts.create",
    summary: "Make a chart",
    words: CHART_WORDS,
    status: 201,
    answers: chartAnswer,
  }),
  operation({
    method: "PUT",
    path: `${CHARTS}/{id}`,
    procedure: "charts.change",
    summary: "Change a chart",
    words: { ...CHART_WORDS, version: "The one that you read; a change made meanwhile is refused." },
    answers: chartAnswer,
  }),
  operation({
    method: "POST",
    path: `${CHARTS}/{id}/archive`,
    procedure: "charts.archive",
    summary: "Take a chart away, or bring it back",
    words: { ...CHART_WORDS, archived: "False brings it back." },
    answers: z.object({ archived: z.boolean() }).meta({ id: "ArchivedChart" }),
  }),
];
