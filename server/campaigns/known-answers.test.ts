import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { adjudication } from "@/db/schema/assessments";
import { campaign, campaignCase } from "@/db/schema/campaigns";
import { editsOf } from "@/domain/campaigns/edits-of";
import { createCampaignRig } from "./testing/campaign-rig";

const rig = await createCampaignRig();
afterAll(() => rig.database.drop());
const { db, make } = rig;
const ada = rig.as(rig.people.ada);
const of = { project: "notes" };
const SOURCE = "Doctor: How are you?\nPatient: Well. ";
const REFERENCE = "Well for 1 days. No pain.";
const EDITED = "Well for 10 days. No pain.";
const mark = {
  ...{ id: "planted-01", kind: "error" as const, type: "contradiction", severity: "major" },
  ...{ span: { start: 9, end: 11 }, evidence: "none" as const, comment: "One day." },
};
const plain = editsOf(REFERENCE, EDITED).map(({ start, before, after }) => ({ start, before, after }));
const planted = {
  ...{ kind: "planted" as const, source: SOURCE, note: EDITED, exampleId: "e0" },
  truth: { verdict: "marked" as const, marks: [mark] },
  provenance: { how: "edited" as const, by: "ada", edits: plain },
};

test("a planted error is kept with its edit, and its note leads back to what a person wrote", async () => {
  const { id } = await make();
  await ada.controls.add({ ...of, campaign: id, controls: [planted] });
  const [kept] = await ada.controls.list({ ...of, campaign: id });
  expect(kept).toMatchObject({ kind: "planted", note: EDITED, provenance: { how: "edited", edits: plain } });
  const other = { ...planted, note: "Well for 10 days. No pain at all." };
  await expect(ada.controls.add({ ...of, campaign: id, controls: [other] })).rejects.toThrow("lead back");
  await expect(ada.controls.add({ ...of, campaign: id, controls: [{ ...planted, source: "Else." }] })).rejects.toThrow(
    "lead back",
  );
});

test("an answer that does not fit the protocol is refused, and a protocol that does not fit the answers too", async () => {
  const { id } = await make();
  const odd = { ...planted, truth: { verdict: "marked" as const, marks: [{ ...mark, type: "negation" }] } };
  await expect(ada.controls.add({ ...of, campaign: id, controls: [odd] })).rejects.toThrow("does not fit");
  await ada.controls.add({ ...of, campaign: id, controls: [planted] });
  const shown = await ada.byId({ ...of, campaign: id });
  const types = [{ id: "other", label: "Other", description: "" }];
  const protocol = { ...shown.protocol, taxonomy: { id: "own@1", types } };
  await expect(ada.change({ ...of, campaign: id, protocol })).rejects.toThrow("take it out first");
  const [kept] = await ada.controls.list({ ...of, campaign: id });
  await ada.controls.remove({ ...of, campaign: id, control: kept?.id ?? "" });
  await ada.change({ ...of, campaign: id, protocol });
  expect((await ada.byId({ ...of, campaign: id })).protocol.taxonomy.id).toBe("own@1");
});

test("once the round is open, protocol and answers stand; names do not, and still name no model", async () => {
  await rig.addReader("ann");
  const { id } = await make({ readers: [{ userId: "ann" }], controls: [planted] });
  await ada.steer({ ...of, campaign: id, action: "open" });
  const [kept] = await ada.controls.list({ ...of, campaign: id });
  await expect(ada.controls.add({ ...of, campaign: id, controls: [planted] })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  await expect(ada.controls.remove({ ...of, campaign: id, control: kept?.id ?? "" })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  await expect(ada.change({ ...of, campaign: id, design: { distance: 1 } })).rejects.toThrow("stand once");
  await expect(ada.change({ ...of, campaign: id, title: "Notes of writer one" })).rejects.toThrow("writer one");
  await ada.change({ ...of, campaign: id, name: "Writer one, read again" });
  expect((await ada.byId({ ...of, campaign: id })).name).toBe("Writer one, read again");
});

test("cases that people settled in closed rounds are offered, those of open ones are not", async () => {
  const { id } = await make();
  const [of1] = await db.select().from(campaignCase).where(eq(campaignCase.campaignId, id));
  await db.insert(adjudication).values({
    ...{ id: "adj", projectId: "p", campaignId: id, caseId: of1?.id ?? "", version: 1, verdict: "clean", marks: [] },
    ...{ decisions: [], reason: "Both agree.", assessmentIds: [], decidedBy: "ada" },
  });
  expect(await ada.controls.settled(of)).toEqual([]);
  await db.update(campaign).set({ state: "closed" }).where(eq(campaign.id, id));
  expect(await ada.controls.settled(of)).toMatchObject([{ verdict: "clean", settledBy: "ada", reason: "Both agree." }]);
});

test("what readers see holds no word of arm, run, generation or example", async () => {
  const { id } = await make({ title: "Letters, round 2" });
  const shown = await ada.preview({ ...of, campaign: id, from: 23, count: 5 });
  expect(shown.cases).toHaveLength(2);
  expect(shown.cases[0]).toMatchObject({ position: 23, total: 24, otherNote: null });
  const cases = await db.select().from(campaignCase).where(eq(campaignCase.campaignId, id));
  const told = JSON.stringify(shown);
  for (const { arm, generationId, exampleId, id: own } of cases) {
    for (const word of [arm, generationId, `"${exampleId}"`, own]) expect(told).not.toContain(word);
  }
  expect(told).not.toContain("First");
  const pair = await make({ protocol: { mode: "side-by-side" } });
  const sides = await ada.preview({ ...of, campaign: pair.id });
  expect(sides.cases[0]?.otherNote?.text).toContain("said");
});

test("the list goes by page, and says who could look up the models", async () => {
  await rig.addReader("rita", "researcher");
  const first = await ada.list({ ...of, limit: 2 });
  const second = await ada.list({ ...of, limit: 2, cursor: first.nextCursor });
  const ids = [...first.items, ...second.items].map(({ id }) => id);
  expect(new Set(ids).size).toBe(4);
  const people = await ada.possibleReaders(of);
  expect(people.find(({ userId }) => userId === "rita")).toMatchObject({ couldLookUp: true, reads: false });
  expect(people.find(({ userId }) => userId === "ann")).toMatchObject({ couldLookUp: false });
});

test("a reader reads nothing here, and another project's campaign is not there", async () => {
  const reader = rig.as(await rig.addReader("rex"));
  await expect(reader.list(of)).rejects.toMatchObject({ code: "FORBIDDEN" });
  const { id } = await make();
  await expect(ada.byId({ project: "other", campaign: id })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("what a design would draw is counted before anything is made", async () => {
  const design = {
    sampling: { how: "stratified" as const, strata: "section" as const, size: 6, oversample: { PLAN: 3 } },
  };
  const source = { from: "generations" as const, runs: ["one", "two"] };
  const shown = await ada.frame({ ...of, source, mode: "marks", design });
  expect(shown).toMatchObject({ items: 12, drawn: 6, cases: 12, arms: ["writer one", "writer two"] });
  expect(shown.strata.find(({ name }) => name === "PLAN")?.drawn).toBe(4);
  const choices = await ada.choices(of);
  expect(choices.runs).toMatchObject([{ notes: 12 }, { notes: 12 }]);
  expect(choices.versions).toMatchObject([{ name: "visits", columns: ["author"] }]);
});

test("a choice is settled for practice with both notes; a reason that names a model is refused", async () => {
  const { id } = await make({ protocol: { mode: "side-by-side" } });
  const choice = {
    ...{ kind: "practice" as const, source: SOURCE, note: REFERENCE, otherNote: EDITED, exampleId: "e0" },
    truth: { verdict: "first" as const, marks: [] },
    provenance: { how: "settled" as const, by: "ada", why: "The second says ten days." },
  };
  await ada.controls.add({ ...of, campaign: id, controls: [choice] });
  expect(await ada.controls.list({ ...of, campaign: id })).toMatchObject([
    { kind: "practice", note: REFERENCE, otherNote: EDITED, truth: { verdict: "first" } },
  ]);
  expect((await ada.byId({ ...of, campaign: id })).cases.practice).toBe(1);
  const told = { ...choice, provenance: { ...choice.provenance, why: "As writer one always does." } };
  await expect(ada.controls.add({ ...of, campaign: id, controls: [told] })).rejects.toThrow("writer one");
  const hidden = { ...choice, kind: "planted" as const };
  await expect(ada.controls.add({ ...of, campaign: id, controls: [hidden] })).rejects.toThrow("does not fit");
});
