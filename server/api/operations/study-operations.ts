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
];
