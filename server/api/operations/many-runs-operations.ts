import {
  manyChangedAnswer,
  manyTaggedAnswer,
  matchingIdsAnswer,
  removalAnswer,
  removedAnswer,
  runGroupPageAnswer,
  runNoteAnswer,
} from "@/domain/runs/many-runs-answer";
import { operation } from "../operation";
import { sortParameter } from "../sort-parameter";

const RUNS = "/projects/{project}/runs";
const FILTER = { filter: "As in the table of runs.", asOf: "Runs launched after it stay out." };
const MANY = { runs: "Ids of the runs." };

export const manyRunsOperations = [
  operation({
    method: "GET",
    path: `${RUNS}/groups`,
    procedure: "runs.groups",
    summary: "List runs in groups, with mean, sd and n of every column",
    fields: { sort: sortParameter },
    words: {
      ...FILTER,
      by: "What the runs of a group share: `seeds` for all but the seed, `stage`, `config.lora.rank`.",
      columns: "Configs and metrics to answer in `cells`.",
    },
    answers: runGroupPageAnswer,
  }),
  operation({
    method: "GET",
    path: `${RUNS}/ids`,
    procedure: "runs.ids",
    summary: "List the ids of all runs that a filter holds for",
    words: FILTER,
    answers: matchingIdsAnswer,
  }),
  operation({
    method: "POST",
    path: `${RUNS}/actions`,
    procedure: "runs.changeMany",
    summary: "Archive, restore, cancel, retry or resume many runs",
    words: { ...MANY, action: "What to do to each; those that do not allow it are counted by reason." },
    answers: manyChangedAnswer,
  }),
  operation({
    method: "POST",
    path: `${RUNS}/tags`,
    procedure: "runs.tagMany",
    summary: "Tag many runs",
    words: { ...MANY, add: "Tags to add.", remove: "Tags to take away." },
    answers: manyTaggedAnswer,
  }),
  operation({
    method: "PUT",
    path: `${RUNS}/{run}/note`,
    procedure: "runs.writeNote",
    summary: "Write the note of a run",
    words: { before: "The note as you read it; one written meanwhile is then not lost.", note: "The new one." },
    answers: runNoteAnswer,
  }),
  operation({
    method: "POST",
    path: `${RUNS}/removal`,
    procedure: "runs.removal",
    summary: "Say what deleting runs would take with it",
    words: MANY,
    answers: removalAnswer,
  }),
  operation({
    method: "POST",
    path: `${RUNS}/remove`,
    procedure: "runs.remove",
    summary: "Delete runs for ever",
    description: "Refused while one of them has not ended, or other runs stand on them that are not included.",
    words: { ...MANY, including: "Ids of the runs that stand on these and go too." },
    answers: removedAnswer,
  }),
];
