import { afterAll, beforeAll, expect, test } from "vitest";
import { type PairRecipeInput, pairRecipeSchema } from "@/domain/pairs/pair-recipe";
import { sha256 } from "../audit/append-audit";
import { buildPairSet } from "./build-pair-set";
import { freezePairSet } from "./freeze-pair-set";
import { planPairs } from "./plan-pairs";
import { CLEAN, createPairRig, wrong } from "./testing/pair-rig";

const rig = await createPairRig();
const { services, scope } = rig;
/** Of patient 0 the first note is wrong and the second right; of patient 1 the other way round. */
const NOTES = ["No known allergies.", "Allergic to penicillin.", "No known allergies.", "Allergic to nuts."];
const MARKED: PairRecipeInput = { origins: ["generations"], campaigns: ["marks"] };

beforeAll(async () => {
  await rig.addNotes("notes", [0, 1]);
  const cases = NOTES.map((note, place) => ({ note, exampleId: `notes-${Math.floor(place / 2)}` }));
  await rig.addRound("marks", {
    cases,
    say: (place, { id }) => (place === 0 || place === 3 ? wrong(`${place}${id}`) : CLEAN),
  });
  await rig.addRound("choices", {
    protocol: { mode: "side-by-side" },
    cases: cases.map((each, place) => ({ ...each, otherNoteDigest: sha256(NOTES[place ^ 1] ?? "") })),
    say: (place) => (place === 2 ? { verdict: "first" } : null),
  });
});
afterAll(() => rig.close());

const plan = (recipe: PairRecipeInput) => planPairs(services, "p", pairRecipeSchema.parse(recipe));

test("words that are wrong of one patient are not wrong of another where both are right to choose", async () => {
  const { pairs } = await plan({ origins: ["choice"], campaigns: ["marks", "choices"] });
  expect(pairs.map(({ group, chosen, hChosen, hRejected }) => [group, chosen.digest, hChosen, hRejected])).toEqual([
    ["patient 1", sha256("No known allergies."), 0, 1],
  ]);
});

test("a pair of a round and the same pair of a version stand once, whatever the prompt was", async () => {
  const { id } = await buildPairSet(services, { ...scope, name: "taught" }, { ...MARKED, prompt: "Write: {source}" });
  const { datasetVersionId } = await freezePairSet(services, scope, { pairSetId: id });
  const { pairs, exclusions } = await plan({
    ...{ ...MARKED, origins: ["generations", "imported"], versions: [datasetVersionId] },
  });
  expect(pairs.map(({ group, origin }) => [group, origin])).toEqual([
    ["patient 0", "generations"],
    ["patient 1", "generations"],
  ]);
  expect(exclusions).toEqual([{ reason: "The same two texts stand in another pair already.", remedy: null, pairs: 2 }]);
});
