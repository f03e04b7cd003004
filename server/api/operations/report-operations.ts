import { pageOf } from "@/domain/api/list-answer";
import { reportAnswer, reportPreviewAnswer, reportRowAnswer } from "@/domain/reports/report-answer";
import { operation } from "../operation";

const REPORTS = "/projects/{project}/reports";
const WORDS = { report: "Id of the report.", study: "Id of the study." };

export const reportOperations = [
  operation({
    method: "GET",
    path: REPORTS,
    procedure: "reports.list",
    summary: "List frozen reports",
    words: { study: "Only of this study." },
    answers: pageOf(reportRowAnswer),
    from: ({ items, nextCursor }) => ({ items, nextCursor: nextCursor?.toISOString() ?? null }),
  }),
  operation({
    method: "GET",
    path: `${REPORTS}/{report}`,
    procedure: "reports.byId",
    summary: "Read a frozen report",
    description:
      "Its content with the digest, whether it is still what was frozen, and what changed since the one before. Refused to whoever reads notes of its models in a round that is not closed.",
    words: WORDS,
    answers: reportAnswer,
  }),
  operation({
    method: "GET",
    path: "/projects/{project}/studies/{study}/report",
    procedure: "reports.previewStudy",
    summary: "Read what a report of a study would say now",
    words: WORDS,
    answers: reportPreviewAnswer,
  }),
  operation({
    method: "GET",
    path: "/projects/{project}/compare/report",
    procedure: "reports.previewComparison",
    summary: "Read what a report of a comparison would say now",
    words: {
      runs: "Ids of 2 to 100 runs, separated by commas.",
      baseline: "The run that the others are held against; the first where nothing is said.",
      against: "The run that the table holds against the baseline.",
      metric: "What the first sentence is about.",
      fold: "Whether runs that differ by their seed alone stand together.",
    },
    answers: reportPreviewAnswer,
  }),
];
