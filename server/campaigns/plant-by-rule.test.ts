import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, expect, test, vi } from "vitest";
import { auditEntry } from "@/db/schema/audit";
import { campaignCase } from "@/db/schema/campaigns";
import { example } from "@/db/schema/datasets";
import { runInput } from "@/db/schema/runs";
import { matrixVariables } from "../access-matrix/matrix-variables";
import { addRun } from "../dispatch/testing/add-runs";
import { addRewriteRun } from "../rewrites/testing/add-rewrite-run";
import { createCampaignRig } from "./testing/campaign-rig";

const home = await mkdtemp(join(tmpdir(), "assay-plant-"));
const rig = await createCampaignRig(12, home);
for (const [name, value] of Object.entries(matrixVariables(rig.database.url, home))) vi.stubEnv(name, value);
afterAll(async () => {
  await rig.database.drop();
  await rm(home, { recursive: true, force: true });
});
const { db, make } = rig;
const ada = rig.as(rig.people.ada);
const of = { project: "notes" };

/** "Well for 3 days." with the days made wrong, as `runners/contract/rewrites.py` has it. */
const number = (place: number) => {
  const [before, after] = [`${place + 1}`, `${(place + 1) * 10}`];
  return {
    ...{ start: 9, end: 9 + before.length, before, after, span: { start: 9, end: 9 + after.length } },
    ...{ family: "number", types: { "four_types@1": "unsupported_detail" }, severity: "major" },
  };
};
const OMITTED = {
  ...{ start: 0, end: 5, before: "Well ", after: "", span: { start: 0, end: 0 } },
  ...{ family: "omission", types: {}, severity: "minor" },
};
const row = (place: number, edit: ReturnType<typeof number> | typeof OMITTED, h = 1, kind = "rewrite") => {
  const original = `Well for ${place + 1} days. No pain.`;
  const text = original.slice(0, edit.start) + edit.after + original.slice(edit.start + edit.before.length);
  return {
    ...{ id: `e${place}:${kind}${h}`, example: `e${place}`, group: "g", split: "test", section: null, kind, h },
    ...{ original, text, edits: [edit] },
  };
};
const places = Array.from({ length: 12 }, (_, place) => place);
await addRewriteRun({ db, home }, { id: "rewrites", projectId: "p" }, [
  ...places.map((place) => row(place, number(place))),
  row(0, OMITTED, 0),
  row(1, number(1), 0, "control"),
]);

const plant = (campaign: string, planting: object = {}) =>
  ada.controls.plant({ ...of, campaign, planting: { run: "rewrites", ...planting } });

test("a share of the cases is planted of what a run made wrong, with origin, type and place", async () => {
  const { id } = await make();
  expect(await plant(id, { share: 0.125, seed: 3, families: ["number"] })).toEqual({ added: 3 });
  const controls = await ada.controls.list({ ...of, campaign: id });
  expect(controls).toHaveLength(3);
  for (const { kind, note, truth, provenance, exampleId } of controls) {
    const mark = truth.marks[0];
    expect(kind).toBe("planted");
    expect(note.slice(mark?.span.start, mark?.span.end)).toMatch(/^\d+0$/);
    expect(mark).toMatchObject({ kind: "error", type: "unsupported_detail", severity: "major", evidence: null });
    expect(provenance).toMatchObject({ how: "rule", by: "ada", run: "rewrites", families: ["number"], seed: 3 });
    expect(exampleId).toMatch(/^e\d+$/);
  }
  await plant(id, { share: 0.125, seed: 3, families: ["number"] });
  const twice = await ada.controls.list({ ...of, campaign: id });
  expect(new Set(twice.map(({ exampleId }) => exampleId)).size).toBe(6);
  for (const { id: control } of twice.slice(3)) await ada.controls.remove({ ...of, campaign: id, control });
  const shown = await ada.byId({ ...of, campaign: id });
  expect([shown.cases.sample, shown.cases.planted, shown.design.planted]).toEqual([24, 3, 0.125]);
  const [entry] = await db.select().from(auditEntry).where(eq(auditEntry.action, "campaign.plant-errors"));
  expect(JSON.parse(entry?.facts ?? "")).toMatchObject({ controls: 3, run: "rewrites", families: ["number"], seed: 3 });
  const cases = await db.select().from(campaignCase).where(eq(campaignCase.campaignId, id));
  const planted = cases.filter(({ kind }) => kind === "planted");
  // Kept apart from the two arms of the same source.
  for (const each of planted) expect(cases.filter(({ item }) => item === each.item)).toHaveLength(3);
});

test("the same seed plants the same, and notes that are not in the round come first", async () => {
  const size = { sampling: { how: "random" as const, size: 8 }, seed: 5 };
  const notes = async (seed: number) => {
    const { id } = await make({ design: size, planting: { run: "rewrites", share: 0.25, seed } });
    const cases = await db.select().from(campaignCase).where(eq(campaignCase.campaignId, id));
    const read = new Set(cases.filter(({ kind }) => kind === "sample").map(({ exampleId }) => exampleId));
    const planted = cases.filter(({ kind }) => kind === "planted").map(({ exampleId }) => exampleId);
    expect(planted.filter((each) => read.has(each))).toEqual([]);
    return planted;
  };
  expect(await notes(1)).toEqual(await notes(1));
  expect((await notes(1)).toSorted()).toEqual((await notes(2)).toSorted());
});

test("what does not fit is refused in a sentence: too few, another stage, an unfinished run, a choice, a text of a model, a generator’s rewrites", async () => {
  const { id } = await make();
  await expect(plant(id, { share: 0.5, families: ["negation"] })).rejects.toThrow("asks for 12 notes");
  await expect(plant(id, { run: "one" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await addRun(db, { projectId: "p", id: "under way", stage: "rewrite", state: "running" });
  await expect(plant(id, { run: "under way" })).rejects.toThrow("is running");
  const pair = await make({ protocol: { mode: "side-by-side" } });
  await expect(plant(pair.id)).rejects.toThrow("compared");
  await addRewriteRun({ db, home }, { id: "of a model", projectId: "p" }, [
    { ...row(0, number(0)), original: "Else." },
  ]);
  await expect(plant(id, { run: "of a model", share: 0.01 })).rejects.toThrow("has 0 that fit");
  const generated = { model: "a generator", prompt_digest: "f".repeat(64), asked: 1 };
  await addRewriteRun({ db, home }, { id: "generated", projectId: "p" }, [
    row(0, number(0)),
    ...[1, 2, 3].map((place) => ({ ...row(place, number(place)), generated })),
  ]);
  await expect(plant(id, { run: "generated", share: 0.125 })).rejects.toThrow(
    /has 1 that fit\. 3\srewrites of it are a/,
  );
  const forged = { how: "rule", by: "ada", run: "rewrites", families: ["number"], seed: 1, edits: [] };
  const control = { kind: "clean", source: "S", note: "N", truth: { verdict: "clean", marks: [] }, provenance: forged };
  await expect(
    ada.controls.add(JSON.parse(JSON.stringify({ ...of, campaign: id, controls: [control] }))),
  ).rejects.toThrow("how");
});

test("an erased note is planted no more, and the runs to plant of are listed with their state", async () => {
  await db.update(example).set({ erasedAt: new Date() }).where(eq(example.id, "e11"));
  const { id } = await make();
  await plant(id, { share: 0.5 });
  const controls = await ada.controls.list({ ...of, campaign: id });
  expect(controls.map(({ exampleId }) => exampleId).toSorted()).toEqual(
    places
      .slice(0, 11)
      .map((place) => `e${place}`)
      .toSorted(),
  );
  await db.update(example).set({ erasedAt: null }).where(eq(example.id, "e11"));
  await db.insert(runInput).values({ projectId: "p", runId: "generated", name: "generator", fromRunId: "one" });
  const listed = await ada.controls.rewrites(of);
  expect(listed.map((each) => each.id)).not.toContain("generated");
  expect(listed).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ id: "rewrites", state: "finished", rewrites: 14 }),
      expect.objectContaining({ id: "under way", state: "running", rewrites: null }),
    ]),
  );
});
