import { z } from "zod";
import { countedPageOf, listOf } from "@/domain/api/list-answer";
import {
  campaignResultAnswer,
  disagreementAnswer,
  listedCaseAnswer,
  readerProfileAnswer,
  signedGateAnswer,
  signedGateWholeAnswer,
  storedRuleAnswer,
} from "@/domain/gates/gate-answer";
import { moreLabelsAnswer } from "@/domain/gates/gate-result-answer";
import { nextOffset, offsetCursor, readOffset } from "../offset-cursor";
import { operation } from "../operation";

const CAMPAIGN = "/projects/{project}/campaigns/{campaign}";
const WORDS = {
  campaign: "Id of the campaign.",
  kind: "Readers of one kind; people where there are any, else names of a file, else simulations.",
};

export const gateOperations = [
  operation({
    method: "GET",
    path: `${CAMPAIGN}/result`,
    procedure: "gates.result",
    summary: "Read the result of a round",
    description:
      "Rate with the interval that belongs to the rule, verdict, guards, agreement and counts, once the round is closed; before that what its rule allows.",
    words: WORDS,
    answers: campaignResultAnswer,
  }),
  operation({
    method: "GET",
    path: `${CAMPAIGN}/more-labels`,
    procedure: "gates.moreLabels",
    summary: "Count how many more labels decide a gate",
    words: { ...WORDS, rates: "What the rate may be, from 0 to 1, separated by commas." },
    answers: listOf(moreLabelsAnswer).extend({
      why: z.string().nullable().describe("Why no number is told; null where there is one."),
    }),
  }),
  operation({
    method: "GET",
    path: `${CAMPAIGN}/gate-rules`,
    procedure: "gates.rules",
    summary: "List the versions of a gate's rule, the newest first",
    words: WORDS,
    answers: listOf(storedRuleAnswer),
  }),
  operation({
    method: "POST",
    path: `${CAMPAIGN}/gate-rules`,
    procedure: "gates.setRule",
    summary: "Store a gate's rule as a new version",
    description: "Once there are assessments it needs a reason, and the version says how many there were.",
    words: {
      ...WORDS,
      after: "The version that it replaces; 0 where none is stored.",
      rule: "Threshold, α, unit, severity filter, readings, looks, correction and guards; what is left out has its default.",
      reason: "Why, once there are assessments.",
    },
    status: 201,
    answers: z.object({ version: z.number(), assessmentsBefore: z.number() }),
  }),
  operation({
    method: "GET",
    path: `${CAMPAIGN}/disagreements`,
    procedure: "gates.disagreements",
    summary: "List cases that readers differ on",
    description: "Of a closed round; those whose verdicts differ come first.",
    without: ["offset"],
    fields: { cursor: offsetCursor },
    input: ({ cursor, ...rest }) => ({ ...rest, offset: readOffset(cursor) }),
    words: { ...WORDS, which: "Open ones, settled ones, or all.", differs: "What they differ in." },
    answers: countedPageOf(disagreementAnswer),
    from: ({ items, total }, given) => ({ items, total, nextCursor: nextOffset(given, items.length, total) }),
  }),
  operation({
    method: "GET",
    path: `${CAMPAIGN}/cases`,
    procedure: "gates.cases",
    summary: "List the cases behind a number of a round",
    description: "Of a closed round; counted as the rates count them, without who said what.",
    without: ["offset"],
    fields: { cursor: offsetCursor },
    input: ({ cursor, ...rest }) => ({ ...rest, offset: readOffset(cursor) }),
    words: {
      ...WORDS,
      found: "Which: wrong ones, clean ones, with omissions, tied, settled, unread …",
      severity: "Errors that count.",
      type: "Only errors of this type.",
      severityId: "Only errors of this severity.",
      section: "Only notes of this section.",
      arm: "Only notes of this arm.",
    },
    answers: countedPageOf(listedCaseAnswer),
    from: ({ items, total }, given) => ({ items, total, nextCursor: nextOffset(given, items.length, total) }),
  }),
  operation({
    method: "GET",
    path: `${CAMPAIGN}/readers/profiles`,
    procedure: "gates.profiles",
    summary: "Read how each reader reads",
    description: "Strictness, speed, drift, agreement with herself and on controls, for who signs gates.",
    words: WORDS,
    answers: listOf(readerProfileAnswer).extend({ closed: z.boolean() }),
  }),
  operation({
    method: "GET",
    path: `${CAMPAIGN}/gates`,
    procedure: "gates.signed",
    summary: "List the signatures of a campaign's gate",
    words: WORDS,
    answers: listOf(signedGateAnswer),
  }),
  operation({
    method: "GET",
    path: `${CAMPAIGN}/gates/{gate}`,
    procedure: "gates.signedById",
    summary: "Read a signature with all that was frozen",
    words: { ...WORDS, gate: "Id of the signature." },
    answers: signedGateWholeAnswer,
  }),
];
