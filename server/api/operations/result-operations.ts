import { z } from "zod";
import { countedPageOf, listOf, pageOf } from "@/domain/api/list-answer";
import { artifactFileAnswer, runArtifactsAnswer } from "@/domain/artifacts/artifact-answer";
import {
  distributionAnswer,
  evaluatedExampleAnswer,
  evaluationAnswer,
  exampleSidesAnswer,
  generationAnswer,
} from "@/domain/evaluations/evaluation-answer";
import { memberAnswer, traceAnswer } from "@/domain/lineage/lineage-answer";
import { attemptAnswer } from "@/domain/runs/attempt-answer";
import { lineageAnswer } from "@/domain/runs/lineage-answer";
import { nextOffset, offsetCursor, readOffset } from "../offset-cursor";
import { operation } from "../operation";

const RUN = "/projects/{project}/runs/{run}";
const LINEAGE = "/projects/{project}/lineage/{of}/{id}";
const SUBJECT = {
  of: "What it is that is asked for.",
  id: "Its id.",
  number: "Of a study: which number; the change of the rate where it is left out.",
  node: "Of a study: key of the comparison; the newest that was measured where it is left out.",
  side: "Of a study with several trainings: place of the one that is asked for; all of them where it is left out.",
};
const DEFINITION = { definition: "Id of the metric's definition with its version, such as `text.rouge_l@1`." };
const generationPage = countedPageOf(generationAnswer).extend({
  finishReasons: z.object({ stop: z.number(), length: z.number(), error: z.number() }),
});

export const resultOperations = [
  operation({
    method: "GET",
    path: `${RUN}/evaluations`,
    procedure: "evaluations.byRun",
    summary: "Read what an evaluate run measured",
    description: "Every estimate carries n, unit, interval and definition, or the reason why it is undefined.",
    answers: listOf(evaluationAnswer),
    from: (items) => ({ items }),
  }),
  operation({
    method: "GET",
    path: `${RUN}/evaluations/examples`,
    procedure: "evaluations.examples",
    summary: "List evaluated examples, largest disagreement first",
    without: ["offset"],
    fields: { cursor: offsetCursor },
    input: ({ cursor, ...rest }) => ({ ...rest, offset: readOffset(cursor) }),
    words: DEFINITION,
    answers: countedPageOf(evaluatedExampleAnswer),
    from: ({ rows, total }, given) => ({ items: rows, total, nextCursor: nextOffset(given, rows.length, total) }),
  }),
  operation({
    method: "GET",
    path: `${RUN}/evaluations/examples/{example}`,
    procedure: "evaluations.example",
    summary: "Read one example with what both sides wrote",
    words: { example: "Id of the example." },
    answers: exampleSidesAnswer,
  }),
  operation({
    method: "GET",
    path: `${RUN}/evaluations/distribution`,
    procedure: "evaluations.distribution",
    summary: "Count a metric's values in equal bins",
    words: { ...DEFINITION, bins: "How many bins." },
    answers: distributionAnswer,
  }),
  ...(["GET", "POST"] as const).map((method) =>
    operation({
      id: method === "GET" ? "generations.list" : "generations.search",
      method,
      path: method === "GET" ? `${RUN}/generations` : `${RUN}/generations/search`,
      procedure: "generations.list",
      summary: method === "GET" ? "List what a run wrote" : "Search what a run wrote",
      description:
        method === "GET"
          ? ""
          : "What is looked for stands in the body, because addresses are kept by proxies and logs.",
      without: method === "GET" ? ["cursor", "query"] : ["cursor"],
      fields: { cursor: offsetCursor },
      input: ({ cursor, ...rest }) => ({ ...rest, cursor: readOffset(cursor) }),
      words: { finishReason: "Only generations that ended so.", query: "Found anywhere in text, source or reference." },
      answers: generationPage,
      from: ({ rows, matching, finishReasons }, given) => ({
        items: rows,
        total: matching,
        nextCursor: nextOffset(given, rows.length, matching),
        finishReasons,
      }),
    }),
  ),
  operation({
    method: "GET",
    path: `${RUN}/artifacts`,
    procedure: "artifacts.byRun",
    summary: "List artifacts and checkpoints of a run",
    answers: runArtifactsAnswer,
  }),
  operation({
    method: "GET",
    path: "/projects/{project}/artifacts/{artifact}/files",
    procedure: "artifacts.files",
    summary: "List the files of an artifact that is a folder",
    words: { artifact: "Id of the artifact." },
    answers: listOf(artifactFileAnswer),
    from: (items) => ({ items }),
  }),
  operation({
    method: "GET",
    path: `${RUN}/attempts`,
    procedure: "attempts.byRun",
    summary: "List the starts of a run, first to last",
    answers: listOf(attemptAnswer),
    from: (items) => ({ items }),
  }),
  operation({
    method: "GET",
    path: `${RUN}/lineage`,
    procedure: "lineage.byRun",
    summary: "Read what a run stands on and what stands on it",
    answers: lineageAnswer,
  }),
  operation({
    method: "GET",
    path: LINEAGE,
    procedure: "lineage.trace",
    summary: "Read where a number, a label, a pair or the like comes from, and what came of it",
    description:
      "Rows stand together by what they belong to, with how many they are; edges go from what was first to what came of it.",
    words: SUBJECT,
    answers: traceAnswer,
  }),
  operation({
    method: "GET",
    path: `${LINEAGE}/members`,
    procedure: "lineage.members",
    summary: "List the rows that one node of a lineage stands for",
    words: { ...SUBJECT, list: "`list` of the node." },
    answers: pageOf(memberAnswer),
  }),
];
