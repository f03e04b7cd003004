import { afterAll, beforeAll, expect, test } from "vitest";
import { runInput } from "@/db/schema/runs";
import type { PairRecipeInput } from "@/domain/pairs/pair-recipe";
import { DEFAULT_PROMPT, pairRecipeSchema } from "@/domain/pairs/pair-recipe";
import { addRun } from "../dispatch/testing/add-runs";
import { addRewriteRun } from "../rewrites/testing/add-rewrite-run";
import { buildPairSet } from "./build-pair-set";
import { planPairs } from "./plan-pairs";
import { createPairRig, sourceOf } from "./testing/pair-rig";

const rig = await createPairRig();
const { db, sql, services, scope, home } = rig;
const at = { projectId: "p" };

const OMISSION = { family: "omission", start: 0, end: 5, before: "Fine ", after: "", types: {}, severity: "minor" };
const NUMBER = { family: "number", start: 12, end: 13, before: "0", after: "9", types: {}, severity: "major" };
const row = (place: number, kind: "rewrite" | "control", h: 0 | 1, edits: object[]) => ({
  ...{ id: `notes-${place}:${kind}`, example: `notes-${place}`, group: `patient ${place}`, split: "train" },
  ...{ section: null, kind, h, original: `Fine on day ${place}.`, text: `${kind} ${h} of ${place}.`, edits },
});

async function addRewrites(id: string, input: { datasetVersionId: string } | { fromRunId: string }, rows: object[]) {
  await addRewriteRun({ db, home }, { ...at, id }, rows);
  const name = "fromRunId" in input ? "generations" : "dataset";
  await db.insert(runInput).values({ ...at, runId: id, name, ...input });
}

beforeAll(async () => {
  await rig.addNotes("notes", [0, 1, 2]);
  const asked = { prompt: "As it was asked: {source}" };
  await addRun(db, { ...at, id: "wrote", stage: "generate", state: "finished", resolvedConfig: asked });
  await addRun(db, { ...at, id: "wrote by default", stage: "generate", state: "finished" });
  const rows = [row(0, "rewrite", 1, [NUMBER]), row(1, "rewrite", 0, [OMISSION]), row(2, "control", 0, [])];
  await addRewrites("of references", { datasetVersionId: "notes" }, rows);
  await addRewrites("of notes", { fromRunId: "wrote" }, [row(0, "rewrite", 1, [NUMBER])]);
  await addRewrites("of default", { fromRunId: "wrote by default" }, [row(1, "rewrite", 1, [NUMBER])]);
});
afterAll(() => rig.close());

const plan = (recipe: Omit<PairRecipeInput, "origins">) =>
  planPairs(services, "p", pairRecipeSchema.parse({ origins: ["rewrite"], ...recipe }));

test("what departs from the source is (0, 1); what only leaves something out is factual on both sides", async () => {
  const { pairs, balance, exclusions } = await plan({ runs: ["of references"] });
  expect(pairs.map(({ group, hChosen, hRejected, flipped }) => [group, hChosen, hRejected, flipped])).toEqual([
    ["patient 0", 0, 1, false],
    ["patient 1", 0, 0, false],
  ]);
  expect(balance.buckets.filter(({ pairs: some }) => some > 0).map(({ bucket }) => bucket)).toEqual(["0,1", "0,0"]);
  expect(exclusions).toEqual([{ reason: "Rewrites: The note could not be rewritten.", remedy: null, pairs: 1 }]);
  expect(pairs[0]?.provenance).toMatchObject({ run: "of references", edits: [NUMBER] });
});

test("the prompt is what the writing run was asked, or what the recipe says for references", async () => {
  const templates = async (recipe: Omit<PairRecipeInput, "origins">) => [
    ...new Set((await plan(recipe)).pairs.map(({ provenance, template }) => `${provenance?.run}: ${template}`)),
  ];
  const apart = { runs: ["of references"], referencePrompt: "The study's: {source}" };
  expect(await templates(apart)).toEqual(["of references: The study's: {source}"]);
  expect(await templates({ runs: ["of references"] })).toEqual([`of references: ${DEFAULT_PROMPT}`]);
  expect(await templates({ runs: ["of notes"], referencePrompt: apart.referencePrompt })).toEqual([
    "of notes: As it was asked: {source}",
  ]);
  expect(await templates({ runs: ["of default"], referencePrompt: apart.referencePrompt })).toEqual([
    `of default: ${DEFAULT_PROMPT}`,
  ]);
  expect(await templates({ runs: ["of notes"], prompt: "Named: {source}" })).toEqual(["of notes: Named: {source}"]);
});

test("drafts of rewrites hold both texts and the prompt; erased notes are left out", async () => {
  const { id } = await buildPairSet(
    services,
    { ...scope, name: "rewritten" },
    { origins: ["rewrite"], runs: ["of notes"] },
  );
  const drafts = await sql`select prompt, chosen, rejected from pair_draft where pair_set_id = ${id}`;
  expect(drafts).toEqual([
    { prompt: `As it was asked: ${sourceOf(0)}`, chosen: "Fine on day 0.", rejected: "rewrite 1 of 0." },
  ]);
  await sql`update example set erased_at = now() where id = 'notes-0'`;
  const { pairs, exclusions } = await plan({ runs: ["of references"] });
  expect(pairs.map(({ group }) => group)).toEqual(["patient 1"]);
  expect(exclusions.map(({ reason }) => reason)).toContain("Rewrites: The note is not in this project, or was erased.");
  await sql`update example set erased_at = null where id = 'notes-0'`;
});

test("a run of another stage, one that goes on and one without a table are refused", async () => {
  await addRun(db, { ...at, id: "bare", stage: "rewrite", state: "finished" });
  await addRun(db, { ...at, id: "going", stage: "rewrite", state: "running" });
  await expect(plan({ runs: ["wrote"] })).rejects.toThrow("no such run of rewrites");
  await expect(plan({ runs: ["going"] })).rejects.toThrow("is running");
  await expect(plan({ runs: ["bare"] })).rejects.toThrow("has left no table");
});
