import { afterAll, beforeAll, expect, test } from "vitest";
import type { PairRecipeInput } from "@/domain/pairs/pair-recipe";
import { pairRecipeSchema } from "@/domain/pairs/pair-recipe";
import { buildPairSet } from "./build-pair-set";
import { planPairs } from "./plan-pairs";
import { CLEAN, createPairRig, sourceOf, wrong } from "./testing/pair-rig";

const rig = await createPairRig();
const { sql, services, scope } = rig;

const note = (place: number) => ({
  note: `Note ${place} of patient ${Math.floor(place / 2)}.`,
  arm: place % 2 ? "tuned" : "base",
});
const cases = Array.from({ length: 8 }, (_, place) => ({
  ...note(place),
  exampleId: `notes-${Math.floor(place / 2)}`,
}));
const RECIPE: PairRecipeInput = { origins: ["generations"], campaigns: ["round"] };

beforeAll(async () => {
  await rig.addNotes("notes", [0, 1, 2, 3]);
  await rig.addNotes("measured", [1], "test");
  // Of patients 0 and 1 the first note is wrong; of patient 2 readers differ; of patient 3 both are clean.
  await rig.addRound("round", {
    cases,
    say: (place, { id }) => {
      if (place === 0 || place === 2) return wrong(`${place}${id}`);
      if (place === 4) return id === "vera" ? wrong("4vera") : CLEAN;
      return CLEAN;
    },
  });
  await sql`update assessment set corrected = 'Corrected note.' where id = 'round-said-0-vera'`;
  await sql`update assessment set corrected = 'Note 2 of patient 1.' where id = 'round-said-2-vera'`;
});
afterAll(() => rig.close());

const plan = (recipe: PairRecipeInput) => planPairs(services, "p", pairRecipeSchema.parse(recipe));
const reasons = (exclusions: { reason: string; pairs: number }[]) =>
  Object.fromEntries(exclusions.map(({ reason, pairs }) => [reason, pairs]));

test("a clean note against a hallucinated one of the same source, and why the others are none", async () => {
  const { pairs, exclusions, balance } = await plan(RECIPE);
  expect(pairs.map(({ group, hChosen, hRejected }) => [group, hChosen, hRejected])).toEqual([
    ["patient 0", 0, 1],
    ["patient 1", 0, 1],
  ]);
  expect(reasons(exclusions)).toEqual({
    "Generations: Readers differ, and nobody settled it.": 1,
    "Generations: No note of the same source is hallucinated.": 3,
  });
  expect(balance.buckets.find(({ bucket }) => bucket === "0,1")?.pairs).toBe(2);
  expect(pairs[0]?.assessmentIds).toEqual([
    "round-said-0-rolf",
    "round-said-0-vera",
    "round-said-1-rolf",
    "round-said-1-vera",
  ]);
});

test("what readers differ on goes by the rule of the recipe, and never over who settled it", async () => {
  const any = await plan({ ...RECIPE, conflicts: "any" });
  expect(any.pairs.map(({ group }) => group)).toContain("patient 2");
  expect(any.pairs.find(({ group }) => group === "patient 2")?.provenance?.rejected.label).toBe("any");
  const majority = await plan({ ...RECIPE, conflicts: "majority" });
  expect(reasons(majority.exclusions)).toMatchObject({
    "Generations: Half of the readers say one thing and half the other, and nobody settled it.": 1,
  });
  const ids = ["round-said-4-vera", "round-said-4-rolf"];
  await sql`insert into adjudication (id, project_id, campaign_id, case_id, version, verdict, marks, decisions, reason,
      assessment_ids) values ('settled', 'p', 'round', 'round-case-4', 1, 'marked',
      ${sql.json(wrong("4vera").marks ?? [])}, '[]', 'Vera is right.', ${ids})`;
  const settled = await plan(RECIPE);
  const pair = settled.pairs.find(({ group }) => group === "patient 2");
  expect(pair?.provenance).toMatchObject({ rejected: { label: "adjudication" }, adjudications: ["settled"] });
  await sql`delete from adjudication`;
});

test("a correction against what was corrected; one that changes nothing is no pair", async () => {
  const { pairs, exclusions } = await plan({ ...RECIPE, origins: ["correction"] });
  expect(pairs.map(({ chosen, hRejected, origin }) => [chosen.text, hRejected, origin])).toEqual([
    ["Corrected note.", 1, "correction"],
  ]);
  expect(reasons(exclusions)).toEqual({ "Both texts are equal.": 1 });
});

test("what measures is kept out by patient and by the note itself", async () => {
  const { pairs, exclusions } = await plan({ ...RECIPE, keepOut: [{ version: "measured" }] });
  expect(pairs.map(({ group }) => group)).toEqual(["patient 0"]);
  expect(reasons(exclusions)).toMatchObject({
    "Its note, patient or document stands in what measures: measured v1.": 1,
  });
  await sql`update example set group_key = 'somebody else' where id = 'measured-1'`;
  const byHash = await plan({ ...RECIPE, keepOut: [{ version: "measured" }] });
  expect(byHash.pairs.map(({ group }) => group)).toEqual(["patient 0"]);
  const train = await plan({ ...RECIPE, keepOut: [{ version: "measured", splits: ["train"] }] });
  expect(train.pairs).toHaveLength(2);
});

test("a prompt has as many pairs as it may, corrections first", async () => {
  const both: PairRecipeInput = { ...RECIPE, origins: ["generations", "correction"] };
  const one = await plan(both);
  expect(one.pairs.map(({ group, origin }) => [group, origin])).toEqual([
    ["patient 0", "correction"],
    ["patient 1", "generations"],
  ]);
  const two = await plan({ ...both, pairsPerPrompt: 2 });
  expect(two.pairs).toHaveLength(3);
  expect(new Set(two.pairs.filter(({ group }) => group === "patient 0").map(({ split }) => split)).size).toBe(1);
});

test("drafts hold the prompt as it was asked and both texts, and the chain says that they were made", async () => {
  const { id, pairs } = await buildPairSet(
    services,
    { ...scope, name: "first" },
    { ...RECIPE, prompt: "{section}: {source}" },
  );
  expect(pairs).toBe(2);
  const drafts = await sql`select * from pair_draft where pair_set_id = ${id} order by position`;
  expect(drafts[0]).toMatchObject({
    prompt: `complete: ${sourceOf(0)}`,
    ...{ chosen: "Note 1 of patient 0.", rejected: "Note 0 of patient 0.", h_chosen: 0, h_rejected: 1 },
    ...{ position: 0, flipped: false, origin: "generations", group_key: "patient 0" },
  });
  expect(drafts.map(({ split }) => split).sort()).toEqual(["train", "validation"]);
  const [told] = await sql`select action, facts from audit_entry where subject_id = ${id}`;
  expect(told).toMatchObject({ action: "pair_set.build", facts: expect.stringContaining('"generations":2') });
});

test("no pairs after filtering is refused with each reason and what to do", async () => {
  const refused = buildPairSet(
    services,
    { ...scope, name: "none" },
    {
      ...RECIPE,
      keepOut: [{ version: "notes" }],
    },
  );
  await expect(refused).rejects.toMatchObject({
    kind: "Validation",
    problems: expect.arrayContaining([
      expect.objectContaining({ what: expect.stringContaining("notes v1"), remedy: expect.any(String) }),
    ]),
  });
  const [left] = await sql`select count(*)::int as sets from pair_set where name = 'none'`;
  expect(left?.sets).toBe(0);
});

test("an open round, a stranger's round and a stranger's version are refused", async () => {
  await sql`update campaign set state = 'open' where id = 'round'`;
  await expect(plan(RECIPE)).rejects.toThrow("not closed");
  await sql`update campaign set state = 'closed' where id = 'round'`;
  await expect(planPairs(services, "q", pairRecipeSchema.parse(RECIPE))).rejects.toMatchObject({ kind: "NotFound" });
  await expect(
    planPairs(services, "q", pairRecipeSchema.parse({ origins: ["imported"], versions: ["notes"] })),
  ).rejects.toMatchObject({ kind: "NotFound" });
  await expect(plan({ origins: ["imported"], versions: ["notes"] })).rejects.toThrow("rows of notes");
});
