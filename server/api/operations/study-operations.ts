import { z } from "zod";
import { pageOf } from "@/domain/api/list-answer";
import { studyAnswer, studyRowAnswer } from "@/domain/runs/study-answer";
import { operation } from "../operation";

const STUDIES = "/projects/{project}/studies";

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
