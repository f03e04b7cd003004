import { z } from "zod";
import { pageOf } from "@/domain/api/list-answer";
import { studyAnswer, studyRowAnswer } from "@/domain/runs/study-answer";
import {
  forkPlanAnswer,
  loopPlanAnswer,
  studyGraphAnswer,
  studyResultAnswer,
} from "@/domain/studies/study-graph-answer";
import { operation } from "../operation";

const STUDIES = "/projects/{project}/studies";

const STUDY = `${STUDIES}/{study}`;

const LOOP_WORDS = {
  name: "A name for people.",
  notesVersionId: "Notes with their sources; its train split trains, its held-out notes are written for.",
  modelId: "A model of the registry; null takes the one that Assay brings along.",
  seed: "Draws roles, notes and everything else that is not said apart.",
  harvestShare: "Share of the held-out patients or documents whose marks make pairs; the others confirm.",
  heldOut: "Splits that no training reads.",
  harvestNotes: "Notes to learn from that are written at most; null writes for all.",
  confirmNotes: "Confirming notes that are written at most; null writes for all.",
  sft: "Settings of fine-tuning; null begins with the model as it is. With `compare` the untuned model writes the confirming notes, too, and scores say what fine-tuning gave.",
  generate: "How notes are written, and how many for each harvested source.",
  readers: "People of the project, or simulated readers of notes about simulated patients.",
  title: "What readers see above the notes; it must name no model.",
  protocol: "What readers look for and how they say it.",
  design: "Overlap, repeats and distance of the rounds.",
  rule: "Of both gates.",
  signature: "Whether gates move on by a signature alone; where people read they always do.",
  whenUndecided: "What becomes of the study where a gate cannot tell pass from fail.",
  pairs: "What pairs are made of, and whether a person looks at them first.",
  training: "Stage, Δ, seeds and epochs; `confirmDelta` is the Δ whose models are read again.",
};
const WORDS = {
  study: "Id of the study.",
  action: "The step to take.",
  reason: "Stays in the history.",
  node: "Key of the node.",
  name: "Of the new study.",
  changes: "Settings that are otherwise in the new study.",
};

export const studyOperations = [
  operation({
    method: "GET",
    path: STUDIES,
    procedure: "studies.list",
    summary: "List studies with their runs",
    answers: pageOf(studyRowAnswer),
    from: ({ items, nextCursor }) => ({ items, nextCursor: nextCursor?.toISOString() ?? null }),
  }),
  operation({
    method: "GET",
    path: `${STUDIES}/{study}`,
    procedure: "studies.byId",
    summary: "Read a study with every estimate of its evaluations",
    words: { study: "Id of the study." },
    answers: studyAnswer,
  }),
  operation({
    method: "POST",
    path: `${STUDIES}/clinical-loop/plan`,
    procedure: "studies.planLoop",
    summary: "Plan the clinical loop",
    description: "What a launch would come to, and everything that would be refused; nothing is written.",
    words: LOOP_WORDS,
    answers: loopPlanAnswer,
  }),
  operation({
    method: "POST",
    path: `${STUDIES}/clinical-loop`,
    procedure: "studies.launchLoop",
    summary: "Launch the clinical loop",
    description:
      "Fine-tunes, writes notes, has them read, and where the gate does not pass makes pairs of the marks, trains on them and has old and new notes read mixed and blinded.",
    words: LOOP_WORDS,
    status: 201,
    answers: z.object({ studyId: z.string(), nodes: z.array(z.string()) }).meta({ id: "LaunchedLoop" }),
  }),
  operation({
    method: "GET",
    path: `${STUDY}/graph`,
    procedure: "studies.graph",
    summary: "Read the graph of a launched study",
    description: "Its nodes with what each waits for and made, what people did to it, and cost so far and to come.",
    words: WORDS,
    answers: studyGraphAnswer,
  }),
  operation({
    method: "GET",
    path: `${STUDY}/result`,
    procedure: "studies.result",
    summary: "Read before against after",
    description: "On the confirming notes alone, as soon as the round that mixes old and new notes is closed.",
    words: WORDS,
    answers: studyResultAnswer,
  }),
  operation({
    method: "POST",
    path: `${STUDY}/steps`,
    procedure: "studies.steer",
    summary: "Pause, resume or cancel a study",
    words: WORDS,
    status: 204,
    answers: z.void(),
    from: () => undefined,
  }),
  operation({
    method: "POST",
    path: `${STUDY}/nodes/{node}/reruns`,
    procedure: "studies.rerun",
    summary: "Run a node and all that stands on it again",
    words: WORDS,
    answers: z.object({ nodes: z.array(z.string()) }).meta({ id: "RerunNodes" }),
  }),
  operation({
    method: "POST",
    path: `${STUDY}/nodes/{node}/forks/plan`,
    procedure: "studies.planFork",
    summary: "Plan a fork",
    description: "What it would keep, make anew and cost, and what would be refused; nothing is written.",
    words: WORDS,
    answers: forkPlanAnswer,
  }),
  operation({
    method: "POST",
    path: `${STUDY}/nodes/{node}/forks`,
    procedure: "studies.fork",
    summary: "Fork a study with changes",
    description: "What stands before the node is shared, what follows is made anew.",
    words: WORDS,
    status: 201,
    answers: z.object({ studyId: z.string(), shared: z.array(z.string()) }).meta({ id: "ForkedStudy" }),
  }),
  operation({
    method: "POST",
    path: `${STUDIES}/sample`,
    procedure: "studies.launchSample",
    summary: "Launch the sample study",
    description: "Fine-tunes the embedded model on notes and compares it with itself untuned, on held-out dialogues.",
    words: {
      name: "A name for people.",
      datasetVersionId: "The notes to train on.",
      heldOutVersionId: "The notes to score on; without it, rows are held out from the first.",
      steps: "Training steps of 4 notes.",
      examples: "Held-out notes to write and to score.",
    },
    status: 201,
    answers: z.object({ studyId: z.string() }).meta({ id: "LaunchedStudy" }),
  }),
];
