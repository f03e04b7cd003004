import { countedPageOf } from "@/domain/api/list-answer";
import { marginPairAnswer, marginPairStepsAnswer, marginsAnswer, sweepAnswer } from "@/domain/margins/margin-answer";
import { nextOffset, offsetCursor, readOffset } from "../offset-cursor";
import { operation } from "../operation";

const MARGINS = "/projects/{project}/runs/{run}/margins";
const WORDS = {
  split: "Pairs that trained, or those that were only measured.",
  step: "A recorded step.",
  before: "A recorded step; the first one where nothing is said.",
  after: "A recorded step; the last one where nothing is said.",
  bucket: "Labels of the chosen and the rejected side, such as `01`.",
  low: "Margins from here, in nats.",
  high: "Margins below here, in nats.",
  pair: "Id of the pair, which is that of its example.",
};

export const marginOperations = [
  operation({
    method: "GET",
    path: MARGINS,
    procedure: "margins.byRun",
    summary: "Read the preference margins of a run",
    description: "By label, at two steps on the same bins, with every estimate’s n, unit, interval and definition.",
    words: WORDS,
    answers: marginsAnswer,
  }),
  operation({
    method: "GET",
    path: `${MARGINS}/sweep`,
    procedure: "margins.sweep",
    summary: "Read the margins of every training on the same pairs",
    description: "With what readers said of the notes of each model, where a round of them is closed.",
    words: WORDS,
    answers: sweepAnswer,
  }),
  operation({
    method: "GET",
    path: `${MARGINS}/pairs`,
    procedure: "margins.pairs",
    summary: "List pairs by their margin at one step",
    without: ["cursor"],
    fields: { cursor: offsetCursor },
    input: ({ cursor, ...rest }) => ({ ...rest, cursor: readOffset(cursor) }),
    words: WORDS,
    answers: countedPageOf(marginPairAnswer),
    from: ({ rows, total }, given) => ({ items: rows, total, nextCursor: nextOffset(given, rows.length, total) }),
  }),
  operation({
    method: "GET",
    path: `${MARGINS}/pairs/{pair}`,
    procedure: "margins.pair",
    summary: "Read one pair with what it came to at every step",
    words: WORDS,
    answers: marginPairStepsAnswer,
  }),
];
