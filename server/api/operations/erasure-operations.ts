import { z } from "zod";
import { listOf, pageOf } from "@/domain/api/list-answer";
import { erasureAnswer, erasurePreviewAnswer } from "@/domain/erasures/erasure-answer";
import { operation } from "../operation";

const ERASURES = "/projects/{project}/erasures";
const EXAMPLE = {
  example: "Id of any example of the patient or document.",
  sameSource: "Also rows of other groups that have the same source.",
};

export const erasureOperations = [
  operation({
    method: "GET",
    path: ERASURES,
    procedure: "erasures.list",
    summary: "List what was erased",
    answers: pageOf(erasureAnswer),
    from: ({ items, nextCursor }) => ({ items, nextCursor: nextCursor?.toISOString() ?? null }),
  }),
  operation({
    method: "POST",
    path: `${ERASURES}/find`,
    procedure: "erasures.find",
    summary: "Say whether a patient or document was erased",
    description: "Asked by name and answered by hash; the name stands in the body, because addresses are kept.",
    words: { group: "The group's name as the dataset had it." },
    answers: listOf(erasureAnswer),
    from: (items) => ({ items }),
  }),
  operation({
    method: "GET",
    path: `${ERASURES}/preview`,
    procedure: "erasures.preview",
    summary: "Say how far an erasure would reach",
    words: EXAMPLE,
    answers: erasurePreviewAnswer,
  }),
  operation({
    method: "POST",
    path: ERASURES,
    procedure: "erasures.erase",
    summary: "Erase a patient or document",
    description:
      "Its text leaves every version, generation, input, journal and logged table of runs, and open imports end. It stays in backups, in log lines, in files that runs logged themselves and in what other machines have not delivered. It cannot be taken back.",
    words: { ...EXAMPLE, reason: "Why; it stays with the hashes." },
    status: 201,
    answers: z.object({ erasureId: z.string() }).meta({ id: "MadeErasure" }),
    lasting: true,
  }),
];
