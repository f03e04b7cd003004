import { z } from "zod";
import { listOf } from "@/domain/api/list-answer";
import { viewAnswer } from "@/domain/runs/view-answer";
import { operation } from "../operation";

const VIEWS = "/projects/{project}/views";
const WORDS = {
  view: "Id of the view.",
  version: "The one that you read; a change made meanwhile is refused.",
  name: "For people; unique in the project.",
  definition: "What the table shows: filter, sorting, groups, columns.",
};

export const viewOperations = [
  operation({
    method: "GET",
    path: VIEWS,
    procedure: "views.list",
    summary: "List saved views of the table of runs",
    answers: listOf(viewAnswer),
    from: (items) => ({ items }),
  }),
  operation({
    method: "GET",
    path: `${VIEWS}/{view}`,
    procedure: "views.byId",
    summary: "Read a saved view",
    words: WORDS,
    answers: viewAnswer,
  }),
  operation({
    method: "POST",
    path: VIEWS,
    procedure: "views.create",
    summary: "Save a view",
    words: WORDS,
    status: 201,
    answers: viewAnswer,
  }),
  operation({
    method: "PUT",
    path: `${VIEWS}/{view}`,
    procedure: "views.change",
    summary: "Change a saved view",
    words: WORDS,
    answers: viewAnswer,
  }),
  operation({
    method: "DELETE",
    path: `${VIEWS}/{view}`,
    procedure: "views.remove",
    summary: "Delete a saved view",
    words: WORDS,
    status: 204,
    answers: z.void(),
    from: () => undefined,
  }),
];
