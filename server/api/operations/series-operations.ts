import { z } from "zod";
import { listOf } from "@/domain/api/list-answer";
import { logAnswer } from "@/domain/logs/log-answer";
import { metricKeyAnswer, seriesAnswer } from "@/domain/series/series-answer";
import { operation } from "../operation";

const RUN = "/projects/{project}/runs/{run}";

export const seriesOperations = [
  operation({
    method: "GET",
    path: `${RUN}/metric-keys`,
    procedure: "series.keys",
    summary: "List what a run logged, by key",
    answers: listOf(metricKeyAnswer),
    from: (items) => ({ items }),
  }),
  operation({
    method: "GET",
    path: `${RUN}/metrics`,
    procedure: "series.read",
    summary: "Read metrics of a run",
    description:
      "At most `buckets` entries for each key and attempt, over the range asked for; every bucket carries count, minimum, maximum, mean and last value, so that a single step stays visible.",
    without: ["runs"],
    fields: { run: z.string().min(1).max(64) },
    input: ({ run, ...rest }) => ({ ...rest, runs: [run] }),
    words: {
      keys: "Metric keys, separated by commas; give the parameter again for a key that holds a comma.",
      axis: "What `from`, `to` and x mean: steps, or seconds since 1970.",
      from: "First step or time.",
      to: "Last step or time.",
      buckets: "Most entries a series.",
    },
    answers: listOf(seriesAnswer),
    from: (items) => ({ items }),
  }),
  operation({
    method: "GET",
    path: `${RUN}/logs`,
    procedure: "logs.read",
    summary: "Read the log of a run",
    description: "The newest lines, or those after a number: to follow a log, ask again with the last number you have.",
    words: {
      after: "Lines after this number, first to last.",
      before: "Lines before this number.",
      query: "Found anywhere in a line.",
      level: "This level and all that are worse.",
    },
    answers: logAnswer,
    from: ({ lines, ...counts }) => ({ items: lines, ...counts }),
  }),
];
