import { countedPageOf } from "@/domain/api/list-answer";
import {
  comparedExampleAnswer,
  comparedFieldsAnswer,
  comparisonReportAnswer,
} from "@/domain/comparison/comparison-answer";
import { evaluatedExampleAnswer } from "@/domain/evaluations/evaluation-answer";
import { nextOffset, offsetCursor, readOffset } from "../offset-cursor";
import { operation } from "../operation";

const COMPARE = "/projects/{project}/compare";

export const compareOperations = [
  operation({
    method: "GET",
    path: COMPARE,
    procedure: "compare.report",
    summary: "Compare runs",
    description:
      "The verdict with every number behind it: paired differences where examples are shared, by seed and by item apart.",
    words: {
      runs: "Ids of 2 to 100 runs, separated by commas.",
      baseline: "The run that the others are held against; the first where nothing is said.",
      against: "The run that the table holds against the baseline.",
      metric: "What the first sentence is about: `text.rouge_l@1`, `metric.validation/loss:min`.",
      readings: "Whether scores with failed texts read in other ways stand in the table too.",
      strict: "Whether a metric or run that is not there is refused; else the most telling one stands in.",
      fold: "Whether runs that differ by their seed alone stand together.",
    },
    answers: comparisonReportAnswer,
  }),
  operation({
    method: "GET",
    path: `${COMPARE}/fields`,
    procedure: "compare.fields",
    summary: "Read what runs differ in",
    description: "In configuration, data, code and environment.",
    words: { runs: "Ids of the runs, separated by commas." },
    answers: comparedFieldsAnswer,
  }),
  operation({
    method: "GET",
    path: `${COMPARE}/examples`,
    procedure: "compare.examples",
    summary: "List examples that two sides share, largest disagreement first",
    without: ["offset"],
    fields: { cursor: offsetCursor },
    input: ({ cursor, ...rest }) => ({ ...rest, offset: readOffset(cursor) }),
    words: {
      candidate: "Ids of the candidate's evaluations; of several, the mean.",
      baseline: "Ids of the baseline's evaluations.",
      definition: "Id of the metric's definition with its version, such as `text.rouge_l@1`.",
    },
    answers: countedPageOf(evaluatedExampleAnswer),
    from: ({ rows, total }, given) => ({ items: rows, total, nextCursor: nextOffset(given, rows.length, total) }),
  }),
  operation({
    method: "GET",
    path: `${COMPARE}/examples/{example}`,
    procedure: "compare.example",
    summary: "Read one example with what each evaluation's model wrote",
    words: { example: "Id of the example.", evaluations: "Ids of the evaluations, separated by commas." },
    answers: comparedExampleAnswer,
  }),
];
