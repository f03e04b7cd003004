import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { auditEntry } from "@/db/schema/audit";
import { campaign, campaignCase, reviewText } from "@/db/schema/campaigns";
import { example } from "@/db/schema/datasets";
import { generation } from "@/db/schema/evaluations";
import { designSchema } from "@/domain/campaigns/design";
import { sha256 } from "../audit/append-audit";
import { previewFrame } from "./frame-queries";
import { createCampaignRig } from "./testing/campaign-rig";

const rig = await createCampaignRig();
afterAll(() => rig.database.drop());
const { db, make } = rig;
const casesOf = (id: string) => db.select().from(campaignCase).where(eq(campaignCase.campaignId, id));
const textOf = async (digest: string) =>
  (await db.select().from(reviewText).where(eq(reviewText.digest, digest)))[0]?.text;

test("each note of each run becomes a case with its text frozen, and neither id nor title tells the arm", async () => {
  const { id } = await make();
  const cases = await casesOf(id);
  expect(cases).toHaveLength(24);
  expect(new Set(cases.map(({ arm }) => arm))).toEqual(new Set(["writer one", "writer two"]));
  const [first] = cases.filter(({ generationId }) => generationId === "two-3");
  expect(first).toMatchObject({ kind: "sample", item: "e3", groupKey: "patient 3", sentences: 2, weight: 1 });
  expect(await textOf(first?.noteDigest ?? "")).toBe("Feels well. Day 4, said two.");
  await db.update(generation).set({ text: "changed" }).where(eq(generation.id, "two-3"));
  expect(await textOf(sha256("Feels well. Day 4, said two."))).toBe("Feels well. Day 4, said two.");
  await db.update(generation).set({ text: "Feels well. Day 4, said two." }).where(eq(generation.id, "two-3"));
  for (const one of cases) expect(one.id).toMatch(/^[2-9a-z]{14}$/);
  const [row] = await db.select().from(campaign).where(eq(campaign.id, id));
  expect(row).toMatchObject({ state: "draft", origin: "generations", splitter: "sentences@1", frame: { items: 12 } });
});

test("making one is told to the chain, with the step that it is", async () => {
  const { id } = await make();
  const entries = await db.select().from(auditEntry);
  const told = entries.filter(({ facts, subjectId }) => subjectId === id || facts.includes(id));
  expect(told.map(({ action, subject }) => `${action} ${subject}`)).toEqual([
    "campaign.create campaign",
    "campaign.create campaign_state_change",
  ]);
  expect(told.every(({ content }) => content !== null)).toBe(true);
});

test("a random sample of items keeps both arms of each, and the same seed draws the same", async () => {
  const sampling = { how: "random" as const, size: 5 };
  const draw = async (seed: number) => {
    const { id } = await make({ design: { seed, sampling, overlap: 0, repeats: 0 } });
    return (await casesOf(id)).map(({ item, arm }) => `${item} ${arm}`).sort();
  };
  const [first, again, other] = [await draw(1), await draw(1), await draw(2)];
  expect(first).toHaveLength(10);
  expect(new Set(first.map((each) => each.split(" ")[0])).size).toBe(5);
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});

test("an oversampled stratum carries weights whose mean over the sample is one", async () => {
  const sampling = { how: "stratified" as const, strata: "section" as const, size: 6, oversample: { ALLERGY: 4 } };
  const { id } = await make({ source: { from: "generations", runs: ["one"] }, design: { sampling } });
  const cases = await casesOf(id);
  const drawn = cases.filter(({ stratum }) => stratum === "ALLERGY");
  expect(drawn).toHaveLength(4);
  expect(drawn[0]?.weight).toBeCloseTo(4 / 12 / (4 / 6));
  expect(cases.reduce((sum, { weight }) => sum + weight, 0) / cases.length).toBeCloseTo(1);
});

test("a title that names a model, a run or an arm is refused, and nothing is stored", async () => {
  const before = (await db.select().from(campaign)).length;
  for (const title of ["Notes by writer one", "GPT-4 letters", "What the DPO model wrote"]) {
    await expect(make({ title })).rejects.toMatchObject({ kind: "Validation", problems: [{ where: "title" }] });
  }
  const instructions = "Writer one often invents doses.";
  await expect(make({ protocol: { instructions } })).rejects.toMatchObject({ problems: [{ where: "instructions" }] });
  expect(await db.select().from(campaign)).toHaveLength(before);
});

test("what cannot be read is left out with its reason", async () => {
  await db.update(generation).set({ text: " \n" }).where(eq(generation.id, "one-0"));
  await db.update(example).set({ erasedAt: new Date(), source: "" }).where(eq(example.id, "e1"));
  const { id, cases } = await make();
  expect(cases).toBe(21);
  const [row] = await db.select().from(campaign).where(eq(campaign.id, id));
  expect(row?.frame.leftOut).toEqual([
    { reason: "the run wrote nothing", notes: 1 },
    { reason: "its source was erased", notes: 2 },
  ]);
  await db.update(generation).set({ text: "Feels well." }).where(eq(generation.id, "one-0"));
  await db.update(example).set({ erasedAt: null, source: "Doctor: Hello" }).where(eq(example.id, "e1"));
});

test("a text that was erased before does not come back", async () => {
  const gone = sha256("Feels well. Day 6, said one.");
  await make();
  await db.update(reviewText).set({ text: "", erasedAt: new Date() }).where(eq(reviewText.digest, gone));
  const { id, cases } = await make();
  expect(cases).toBe(23);
  expect((await casesOf(id)).some(({ noteDigest }) => noteDigest === gone)).toBe(false);
  expect(await textOf(gone)).toBe("");
  await db.delete(campaign);
  await db.delete(reviewText);
});

test("side by side makes one case of two arms, and refuses one arm", async () => {
  const protocol = { mode: "side-by-side" as const };
  const { id, cases } = await make({ protocol });
  expect(cases).toBe(12);
  const [one] = await casesOf(id);
  expect([one?.arm, one?.otherArm].sort()).toEqual(["writer one", "writer two"]);
  expect(one?.otherGenerationId).not.toBeNull();
  await expect(make({ protocol, source: { from: "generations", runs: ["one"] } })).rejects.toThrow("two arms");
});

test("of three arms one pair a source or every pair, and a preview that counts as many", async () => {
  const texts = Array.from({ length: 9 }, (_, at) =>
    ["base", "tuned", "judge"].map((arm) => ({ item: `${at}`, source: `Asked ${at}.`, note: `${arm} ${at}.`, arm })),
  ).flat();
  const source = { from: "texts" as const, texts };
  const protocol = { mode: "side-by-side" as const };
  const armsOf = async (id: string) => {
    const named = (await casesOf(id)).map(({ arm, otherArm }) => [arm, otherArm].sort().join(" "));
    return [...new Set(named)].sort().map((pair) => [pair, named.filter((each) => each === pair).length]);
  };
  const one = await make({ source, protocol });
  expect(await armsOf(one.id)).toEqual([
    ["base judge", 3],
    ["base tuned", 3],
    ["judge tuned", 3],
  ]);
  const design = { overlap: 0, repeats: 0, itemPairs: "all" as const };
  const all = await make({ source, protocol, design });
  expect(all.cases).toBe(27);
  const preview = await previewFrame(db, "p", { source, mode: "side-by-side", design: designSchema.parse(design) });
  expect(preview).toMatchObject({ arms: ["base", "tuned", "judge"], cases: 27 });
  const lonely = [...texts, { item: "x", source: "Asked.", note: "Said.", arm: "base" }];
  const left = await make({ source: { from: "texts", texts: lonely }, protocol });
  expect(left.cases).toBe(9);
});

test("the notes of a version are cases, with a column of its file as arms", async () => {
  const source = { from: "version" as const, version: "v", armColumn: "author" };
  const { id, cases } = await make({ source });
  expect(cases).toBe(12);
  expect(new Set((await casesOf(id)).map(({ arm }) => arm))).toEqual(new Set(["human", "machine"]));
  await expect(make({ source: { from: "version", version: "gone" } })).rejects.toMatchObject({ kind: "NotFound" });
});

test("texts that were sent along are refused by row, and none is stored", async () => {
  const texts = [
    { item: "a", source: "Patient: Fine.", note: "Fine." },
    { item: "a", source: "Patient: Ill.", note: "Ill." },
    { item: "b", source: "Patient: Tired.", note: "  " },
  ];
  const refused = make({ source: { from: "texts", texts } });
  await expect(refused).rejects.toMatchObject({ kind: "Validation" });
  const error = await refused.catch((reason) => reason);
  expect(error.problems.map(({ where }: { where: string }) => where)).toEqual([
    "source.texts.1",
    "source.texts.1",
    "source.texts.2",
  ]);
  expect(JSON.stringify(error.problems)).not.toContain("Tired");
  const arabic = [{ item: "a", source: "المريض: أنا بخير", note: "المريض بخير. لا ألم؟", arm: "x" }];
  const { id } = await make({ source: { from: "texts", texts: arabic } });
  expect((await casesOf(id))[0]).toMatchObject({ sentences: 2, arm: "x", exampleId: null });
});

test("a note of 200 kB is frozen whole", async () => {
  const note = `${"The patient is well. ".repeat(10_000)}`;
  const { id } = await make({ source: { from: "texts", texts: [{ item: "a", source: "Patient: Well.", note }] } });
  const [one] = await casesOf(id);
  expect(one?.sentences).toBe(10_000);
  expect(await textOf(one?.noteDigest ?? "")).toBe(note);
});
