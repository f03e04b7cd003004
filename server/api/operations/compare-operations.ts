import { comparisonReportAnswer } from "@/domain/comparison/comparison-answer";
import { operation } from "../operation";

export const compareOperations = [
  operation({
    method: "GET",
    path: "/projects/{project}/compare",
    procedure: "compare.report",
    summary: "Compare runs",
    description:
      "The verdict with every number behind it: paired differences where examples are shared, by seed and by item apart.",
    words: {
      runs: "Ids of 2 to 100 runs, separated by commas.",
      baseline: "The run that the others are held against; the first where nothing is said.",
      against: "The run that the table holds against the baseline.",
      metric: "What the first sentence is about: `text.rouge_l@1`, `metric.validation/loss:min`.",
      fold: "Whether runs that differ by their seed alone stand together.",
    },
    answers: comparisonReportAnswer,
  }),
];
