import { z } from "zod";
import { countedPageOf, pageOf } from "@/domain/api/list-answer";
import { datasetAnswer, datasetRowAnswer, exampleAnswer } from "@/domain/datasets/dataset-answer";
import { modelAnswer, modelSpaceAnswer, modelUsesAnswer, trainedOnAnswer } from "@/domain/models/model-answer";
import { operation } from "../operation";

const DATASETS = "/projects/{project}/datasets";
const MODELS = "/projects/{project}/models";
const VERSION_WORDS = { version: "Id of the dataset version.", split: "Only rows of this split." };

export const dataOperations = [
  operation({
    method: "GET",
    path: DATASETS,
    procedure: "datasets.list",
    summary: "List datasets with their newest version",
    answers: pageOf(datasetRowAnswer),
  }),
  operation({
    method: "GET",
    path: `${DATASETS}/{dataset}`,
    procedure: "datasets.byId",
    summary: "Read a dataset with all its versions",
    words: { dataset: "Id of the dataset." },
    answers: datasetAnswer,
  }),
  operation({
    method: "GET",
    path: `${DATASETS}/{version}/examples`,
    procedure: "datasets.examples",
    summary: "Read rows of a dataset version",
    without: ["query"],
    words: VERSION_WORDS,
    answers: countedPageOf(exampleAnswer),
    from: ({ nextCursor, ...page }) => ({ ...page, nextCursor: nextCursor === null ? null : String(nextCursor) }),
  }),
  operation({
    id: "datasets.searchExamples",
    method: "POST",
    path: `${DATASETS}/{version}/examples/search`,
    procedure: "datasets.examples",
    summary: "Search rows of a dataset version",
    description: "What is looked for stands in the body, because addresses are kept by proxies and logs.",
    words: { ...VERSION_WORDS, query: "Found anywhere in source or reference." },
    answers: countedPageOf(exampleAnswer),
    from: ({ nextCursor, ...page }) => ({ ...page, nextCursor: nextCursor === null ? null : String(nextCursor) }),
  }),
  operation({
    method: "GET",
    path: MODELS,
    procedure: "models.list",
    summary: "List models",
    answers: pageOf(modelAnswer),
    from: ({ items, nextCursor }) => ({ items, nextCursor: nextCursor?.toISOString() ?? null }),
  }),
  operation({
    method: "GET",
    path: `${MODELS}/{model}`,
    procedure: "models.byId",
    summary: "Read a model",
    words: { model: "Id of the model." },
    answers: modelAnswer,
  }),
  operation({
    method: "PATCH",
    path: `${MODELS}/{model}`,
    procedure: "models.change",
    summary: "Change a model's name, licence or note",
    words: {
      model: "Id of the model.",
      name: "For people.",
      license: "As the hub names it.",
      licenseNote: "What the team has to know about using it.",
    },
    status: 204,
    answers: z.void(),
  }),
  operation({
    method: "GET",
    path: `${MODELS}/{model}/uses`,
    procedure: "models.uses",
    summary: "List the runs that took a model",
    words: { model: "Id of the model." },
    answers: modelUsesAnswer,
  }),
  operation({
    method: "GET",
    path: `${MODELS}/{model}/trained-on`,
    procedure: "models.trainedOn",
    summary: "List the dataset versions that a model learned from",
    words: { model: "Id of the model." },
    answers: trainedOnAnswer,
  }),
  operation({
    method: "GET",
    path: `${MODELS}/space`,
    procedure: "models.space",
    summary: "Say what the models take on the disk",
    answers: modelSpaceAnswer,
  }),
];
