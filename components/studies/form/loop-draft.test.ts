import { expect, test } from "vitest";
import { clinicalLoopSchema } from "@/domain/studies/loop-settings";
import { EMPTY_LOOP, loopDraftOf, readNumbers } from "./loop-draft";
import { changesOf, loopProblems, loopRequest } from "./loop-request";

const simulated = { ...EMPTY_LOOP, name: "Loop", notesVersionId: "v", readersKind: "simulated" as const };

test("lists of numbers are read with commas, semicolons and spaces, each once", () => {
  expect(readNumbers("0, 2;10 10")).toEqual([0, 2, 10]);
  expect(readNumbers("0, two")).toBeNull();
  expect(readNumbers("-1")).toBeNull();
  expect(readNumbers(" ")).toBeNull();
});

test("an empty form says what is missing and asks for nothing", () => {
  expect(loopProblems(EMPTY_LOOP)).toEqual(["Give it a name.", "Choose the notes.", "Choose who reads."]);
  expect(loopRequest(EMPTY_LOOP)).toBeNull();
});

test("a filled form is a launch", () => {
  const draft = { ...simulated, seeds: "1, 2" };
  expect(loopProblems(draft)).toEqual([]);
  expect(loopRequest({ ...draft, fineTune: false, rewrites: true })).toMatchObject({
    ...{ sft: null, readers: { kind: "simulated" }, training: { deltas: [10], seeds: [1, 2] } },
    pairs: { recipe: { origins: ["correction", "generations", "rewrite"] }, rewrite: { config: {} } },
  });
  expect(loopRequest({ ...draft, seeds: "1.5" })).toBeNull();
});

test("a prompt without its source, and a read Δ that is not trained, are said", () => {
  expect(loopProblems({ ...simulated, referencePrompt: "Write." })).toEqual(["A prompt has to hold {source}."]);
  expect(loopProblems({ ...simulated, deltas: "0, 2", confirmDelta: "10" })[0]).toContain("one of them");
  const asked = loopRequest({ ...simulated, referencePrompt: "{source}", pairPrompt: " ", confirmDelta: "10" });
  expect(asked).toMatchObject({
    pairs: { recipe: { prompt: null, referencePrompt: "{source}" } },
    training: { confirmDelta: 10 },
  });
});

const people = [
  { userId: "ada", role: "reader", hoursPerWeek: 2 },
  { userId: "ben", role: "adjudicator", hoursPerWeek: null },
];
const base = clinicalLoopSchema.parse({
  ...{ name: "Loop", notesVersionId: "v", seed: 9, heldOut: ["validation"], readers: { kind: "people", people } },
  ...{ generate: { config: { maxNewTokens: 40 }, samples: 2 }, rule: { threshold: 0.2 } },
  ...{ pairs: { recipe: { origins: ["choice"], seed: 4, referencePrompt: "{source}" } }, sft: null },
  training: { deltas: [0, 2], moreEpochs: 2, config: { learningRate: 1e-5 } },
});

test("a study's settings go through the form unchanged", () => {
  const request = loopRequest(loopDraftOf(base), base);
  expect(request && changesOf(base, request)).toEqual({});
});

test("what is otherwise in the form is what a fork changes, and nothing besides", () => {
  const draft = loopDraftOf(base);
  const request = loopRequest({ ...draft, name: "Fork", deltas: "0, 2, 20", readers: [] }, base);
  expect(request).toBeNull();
  const asked = loopRequest({ ...draft, name: "Fork", deltas: "0, 2, 20", rewrites: true }, base);
  expect(asked && changesOf(base, asked)).toEqual({
    training: { ...base.training, deltas: [0, 2, 20] },
    pairs: { ...base.pairs, recipe: { ...base.pairs.recipe, origins: ["choice", "rewrite"] }, rewrite: { config: {} } },
  });
  const other = loopRequest({ ...draft, readers: [{ userId: "eva", hoursPerWeek: null }] }, base);
  expect(other?.readers).toMatchObject({ people: [{ userId: "eva" }, { userId: "ben", role: "adjudicator" }] });
});

test("another skill of simulated readers leaves how many read, what they correct and their seed", () => {
  const skills = [
    { sensitivity: 0.9, specificity: 0.95, corrects: 0.8 },
    { sensitivity: 0.8, specificity: 0.99 },
  ];
  const demo = clinicalLoopSchema.parse({ ...base, readers: { kind: "simulated", skills, seed: 7 } });
  const asked = loopRequest({ ...loopDraftOf(demo), sensitivity: 0.7 }, demo);
  expect(asked?.readers).toEqual({
    ...{ kind: "simulated", seed: 7 },
    skills: [
      { sensitivity: 0.7, specificity: 0.95, corrects: 0.8 },
      { sensitivity: 0.7, specificity: 0.99 },
    ],
  });
});
