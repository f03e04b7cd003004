import { afterAll, beforeAll, expect, test } from "vitest";
import { pair } from "@/db/schema/pairs";
import { type PairRecipeInput, pairRecipeSchema } from "@/domain/pairs/pair-recipe";
import { buildPairSet } from "./build-pair-set";
import { planPairs } from "./plan-pairs";
import { createPairRig, sourceOf } from "./testing/pair-rig";

const rig = await createPairRig();
const { db, sql, services, scope } = rig;

/** Statements on three contexts: of the first two are true and two false, of the second one is true, of the third false. */
const STATEMENTS = [
  { context: 0, label: 0 },
  { context: 0, label: 1 },
  { context: 0, label: 0 },
  { context: 0, label: 1 },
  { context: 1, label: 0 },
  { context: 2, label: 1 },
] as const;
const textOf = (place: number) => `Statement ${place}.`;
const FROM: PairRecipeInput = { origins: ["imported"], versions: ["judged"], pairsPerPrompt: 9 };

beforeAll(async () => {
  const places = STATEMENTS.map((_, place) => place);
  await rig.addNotes("judged", places);
  await sql`update dataset_version set type = 'unpaired' where id = 'judged'`;
  for (const [place, { context, label }] of STATEMENTS.entries()) {
    const source = sourceOf(100 + context);
    await sql`update example set source = ${source}, reference = ${textOf(place)}, group_key = ${`context ${context}`}
      where id = ${`judged-${place}`}`;
    await db.insert(pair).values({
      ...{ projectId: "p", exampleId: `judged-${place}`, datasetVersionId: "judged", hChosen: label, flipped: false },
      ...{ origin: "imported", noteHash: `context ${context}` },
    });
  }
});
afterAll(() => rig.close());

const plan = (recipe: Partial<PairRecipeInput> = {}) =>
  planPairs(services, "p", pairRecipeSchema.parse({ ...FROM, ...recipe }));

test("a true statement stands against a false one of the same context, each false one once before any twice", async () => {
  const { pairs, exclusions } = await plan();
  expect(
    pairs.map(({ exampleId, rejected, hChosen, hRejected, origin, group }) => [
      ...[exampleId, rejected.text, hChosen, hRejected, origin, group],
    ]),
  ).toEqual([
    ["judged-0", "Statement 1.", 0, 1, "imported", "context 0"],
    ["judged-2", "Statement 3.", 0, 1, "imported", "context 0"],
  ]);
  expect(exclusions).toEqual([
    { reason: "Judged answers: No answer to this prompt is factual.", remedy: null, pairs: 1 },
    { reason: "Judged answers: No answer to this prompt is hallucinated.", remedy: null, pairs: 1 },
  ]);
});

test("the adversarial ratio says how many false statements each true one gets", async () => {
  const rejected = async (adversarialRatio: number) =>
    (await plan({ adversarialRatio })).pairs.map(({ exampleId, rejected: { text } }) => [exampleId, text]);
  expect(await rejected(2)).toEqual([
    ["judged-0", "Statement 1."],
    ["judged-0", "Statement 3."],
    ["judged-2", "Statement 1."],
    ["judged-2", "Statement 3."],
  ]);
  expect(await rejected(0)).toEqual([]);
});

test("drafts hold the context as prompt and both statements; an erased one is left out", async () => {
  const { id } = await buildPairSet(services, { ...scope, name: "MedHal" }, FROM);
  const drafts = await sql`
    select prompt, chosen, rejected, h_chosen, h_rejected, section from pair_draft where pair_set_id = ${id} order by position`;
  expect(drafts.map((each) => ({ ...each }))).toEqual([
    {
      ...{ prompt: sourceOf(100), chosen: "Statement 0.", rejected: "Statement 1.", h_chosen: 0, h_rejected: 1 },
      section: null,
    },
    {
      ...{ prompt: sourceOf(100), chosen: "Statement 2.", rejected: "Statement 3.", h_chosen: 0, h_rejected: 1 },
      section: null,
    },
  ]);
  await sql`update example set erased_at = now() where id = 'judged-3'`;
  expect((await plan()).pairs.map(({ rejected }) => rejected.text)).toEqual(["Statement 1.", "Statement 1."]);
});
