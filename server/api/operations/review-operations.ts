import { z } from "zod";
import { listOf } from "@/domain/api/list-answer";
import { paidTimeAnswer } from "@/domain/assessments/paid-time";
import {
  earlierCaseAnswer,
  nextCasesAnswer,
  practiceFeedbackAnswer,
  reviewCaseAnswer,
  roundAnswer,
  roundSummaryAnswer,
  savedAnswer,
} from "@/domain/assessments/review-answer";
import { operation } from "../operation";

const REVIEWS = "/projects/{project}/reviews";
const ROUND = `${REVIEWS}/{campaign}`;
const WORDS = {
  owner: "Of a browser's page, and of no program: whose unsent marks it keeps.",
  campaign: "Id of the round.",
  assignment: "Id of the case, as it was given to you.",
  count: "Most cases in this answer.",
  after: "Id of a case; only those behind it in your order.",
  before: "Id of a case; only those before it in your order.",
  changes: "What you did, each with an id of your own making; see `changes` of a case for their shape.",
  id: "Of your own making; a second delivery counts once.",
  kind: "What the time was spent on.",
  seconds: "With the page in focus.",
  from: "First day, in UTC.",
  to: "Last day, in UTC.",
};

export const reviewOperations = [
  operation({
    method: "GET",
    path: REVIEWS,
    procedure: "reviews.queue",
    summary: "List the rounds that you read in",
    words: WORDS,
    answers: listOf(roundSummaryAnswer),
    from: (items) => ({ items }),
  }),
  operation({
    method: "GET",
    path: ROUND,
    procedure: "reviews.round",
    summary: "Read a round's protocol",
    words: WORDS,
    answers: roundAnswer,
  }),
  operation({
    method: "POST",
    path: `${ROUND}/next`,
    procedure: "reviews.next",
    summary: "Get your next cases",
    description: "In a queue they are yours until `leasedUntil`; every save prolongs it.",
    words: WORDS,
    answers: nextCasesAnswer,
  }),
  operation({
    method: "GET",
    path: `${ROUND}/earlier`,
    procedure: "reviews.earlier",
    summary: "List cases that you had before",
    words: WORDS,
    answers: listOf(earlierCaseAnswer),
    from: (items) => ({ items }),
  }),
  operation({
    method: "GET",
    path: `${REVIEWS}/cases/{assignment}`,
    procedure: "reviews.case",
    summary: "Read one case of yours",
    words: WORDS,
    answers: reviewCaseAnswer,
  }),
  operation({
    method: "POST",
    path: `${REVIEWS}/changes`,
    procedure: "reviews.save",
    summary: "Save what you did",
    description:
      "In any order and as often as you like. Each change is kept or refused by itself; after the end of a round it is kept and marked as late.",
    words: WORDS,
    answers: savedAnswer,
  }),
  operation({
    method: "GET",
    path: `${REVIEWS}/cases/{assignment}/feedback`,
    procedure: "reviews.practiceFeedback",
    summary: "Read the settled answer of a practice case",
    words: WORDS,
    answers: practiceFeedbackAnswer,
  }),
  operation({
    method: "POST",
    path: `${ROUND}/practice`,
    procedure: "reviews.practiceAgain",
    summary: "Take a practice round again that you did not pass",
    words: WORDS,
    answers: z.object({ cases: z.number() }).meta({ id: "PracticeAgain" }),
  }),
  operation({
    method: "POST",
    path: `${ROUND}/time`,
    procedure: "reviews.time",
    summary: "Tell time that you spent on training or adjudication",
    words: WORDS,
    answers: z.object({ counted: z.number() }).meta({ id: "CountedTime" }),
  }),
  operation({
    method: "GET",
    path: `${ROUND}/paid-time`,
    procedure: "reviews.paidTime",
    summary: "Read what readers are paid for",
    words: WORDS,
    answers: listOf(paidTimeAnswer).extend({ csv: z.string() }),
  }),
];
