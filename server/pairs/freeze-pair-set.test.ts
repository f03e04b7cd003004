import { createHash } from "node:crypto";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PairRecipeInput } from "@/domain/pairs/pair-recipe";
import { verifyAudit } from "../audit/verify-audit";
import { exportVersion } from "../datasets/export-version";
import { writeDatasetRows } from "../dispatch/write-examples";
import { buildPairSet } from "./build-pair-set";
import { changeDraft } from "./change-draft";
import { discardPairSet } from "./discard-pair-set";
import { readDraft } from "./draft-queries";
import { exportPairs } from "./export-pairs";
import { freezePairSet } from "./freeze-pair-set";
import { listVersionAssessments, readUsesOfAssessment } from "./pair-lineage";
import { readPairSet } from "./pair-set-queries";
import { readDataCard } from "./read-data-card";
import { CLEAN, createPairRig, wrong } from "./testing/pair-rig";

const rig = await createPairRig();
const { db, sql, services, scope } = rig;
const cases = Array.from({ length: 8 }, (_, place) => ({
  note: `Note ${place}.`,
  exampleId: `notes-${Math.floor(place / 2)}`,
}));
const RECIPE: PairRecipeInput = { origins: ["generations"], campaigns: ["round"], validationShare: 0.25 };

beforeAll(async () => {
  await rig.addNotes("notes", [0, 1, 2, 3]);
  await rig.addRound("round", { cases, say: (place, { id }) => (place % 2 === 0 ? wrong(`${place}${id}`) : CLEAN) });
});
afterAll(() => rig.close());

async function build(name: string) {
  const { id } = await buildPairSet(services, { ...scope, name }, RECIPE);
  const drafts = await sql<{ id: string }[]>`select id from pair_draft where pair_set_id = ${id} order by position`;
  const draft = (place: number) => ({ projectId: "p", pairSetId: id, draftId: drafts[place]?.id ?? "" });
  return { id, of: { projectId: "p", pairSetId: id }, draft };
}
/** The round was written straight into its tables, of which the chain knows nothing. */
const faultsOfTrail = async () =>
  (await verifyAudit(db, [])).findings.filter(({ kind, what }) => kind !== "row-added" || what.includes("pair_change"));
const textOf = async (body: ReadableStream<Uint8Array>) => new Response(body).text();

test("what was kept becomes a version whose rows a stage reads, with every assessment behind it", async () => {
  const { id, draft, of } = await build("taught");
  await changeDraft(services, scope, draft(0), { version: 1, edit: { kind: "exclude", reason: "Both are odd." } });
  const version = await freezePairSet(services, scope, { pairSetId: id });
  expect(version).toMatchObject({ name: "taught", number: 1, existing: false });
  const path = join(await mkdtemp(join(tmpdir(), "rows-")), "rows.jsonl");
  await writeDatasetRows(sql, { projectId: "p", datasetVersionId: version.datasetVersionId, type: "preference", path });
  const rows = (await readFile(path, "utf8"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(rows).toHaveLength(3);
  expect(rows[0]).toEqual({
    ...{ id: `${version.datasetVersionId}-0`, split: expect.stringMatching(/train|validation/), group: "patient 1" },
    ...{ section: null, prompt: expect.stringContaining("Day 1."), chosen: "Note 3.", rejected: "Note 2." },
    ...{ h_chosen: 0, h_rejected: 1, flipped: false, origin: "generations" },
  });
  const [stored] = await sql`select type, holds, origin from dataset_version where id = ${version.datasetVersionId}`;
  expect(stored).toMatchObject({
    type: "preference",
    holds: "synthetic",
    origin: { how: "labels", pairSet: { id, excludedByHand: 1, assessments: 12 } },
  });
  const listed = await listVersionAssessments(sql, {
    ...{ projectId: "p", versionId: version.datasetVersionId, cursor: "", limit: 100 },
  });
  expect(listed.items.map((each) => each.id)).not.toContain("round-said-0-vera");
  expect(listed.items).toHaveLength(12);
  const uses = await readUsesOfAssessment(sql, { projectId: "p", assessmentId: "round-said-3-rolf" });
  expect(uses.pairs.map(({ exampleId }) => exampleId)).toEqual([`${version.datasetVersionId}-0`]);
  expect(await readPairSet(sql, of)).toMatchObject({ state: "frozen", datasetVersionId: version.datasetVersionId });
  await expect(freezePairSet(services, scope, { pairSetId: id })).rejects.toThrow("is frozen");
  await expect(
    changeDraft(services, scope, draft(1), { version: 1, edit: { kind: "exclude", reason: "Too late." } }),
  ).rejects.toThrow("is frozen");
});

test("the export's SHA-256 is the digest, and TRL's forms leave nothing out", async () => {
  const [version] = await sql<{ id: string; digest: string }[]>`
    select id, digest from dataset_version where type = 'preference'`;
  const id = version?.id ?? "";
  const file = await textOf((await exportVersion(sql, { projectId: "p", datasetVersionId: id }, "jsonl")).body);
  expect(createHash("sha256").update(file).digest("hex")).toBe(version?.digest);
  const ask = async (form: "paired" | "unpaired", conversational: boolean) =>
    (await textOf((await exportPairs(sql, { projectId: "p", id }, { form, conversational, split: null })).body))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  expect((await ask("paired", false))[0]).toMatchObject({ chosen: "Note 3.", rejected: "Note 2.", h_rejected: 1 });
  expect((await ask("paired", true))[0]).toMatchObject({
    prompt: [{ role: "user" }],
    chosen: [{ role: "assistant", content: "Note 3." }],
  });
  expect((await ask("unpaired", false)).map(({ completion, label }) => [completion, label]).slice(0, 2)).toEqual([
    ["Note 3.", true],
    ["Note 2.", false],
  ]);
});

test("the data card has counts, rules and the digest, and no text", async () => {
  const [version] = await sql`select id, digest from dataset_version where type = 'preference'`;
  const { text } = await readDataCard(sql, { projectId: "p", id: String(version?.id) });
  expect(text).toContain(String(version?.digest));
  expect(text).toContain("read by people");
  expect(text).toContain("Left out by hand: 1");
  expect(text).not.toContain("Note 3");
  expect(text).not.toContain("Day 1");
});

test("edits turn, are kept, and can be taken back in their order; two at once are not", async () => {
  const { draft, of } = await build("edited");
  const edit = { kind: "edit" as const, chosen: "A.", rejected: "B.", hChosen: 1 as const, hRejected: 0 as const };
  const untouched = await readDraft(sql, of, draft(0).draftId);
  const first = await changeDraft(services, scope, draft(0), { version: 1, edit: { ...edit, reason: "Mixed up." } });
  const changed = await readDraft(sql, of, draft(0).draftId);
  expect(changed).toMatchObject({
    chosen: "B.",
    rejected: "A.",
    hChosen: 0,
    hRejected: 1,
    flipped: true,
    edited: true,
  });
  expect(changed.provenance?.chosen.label).toBe("person");
  await expect(
    changeDraft(services, scope, draft(0), { version: 1, edit: { kind: "include", reason: "" } }),
  ).rejects.toThrow("Somebody else changed this pair");
  await changeDraft(services, scope, draft(0), { version: 2, edit: { kind: "exclude", reason: "No use." } });
  await expect(
    changeDraft(services, scope, draft(0), { version: 3, edit: { kind: "undo", change: first.change } }),
  ).rejects.toThrow("changed after this");
  const { trail } = await readDraft(sql, of, draft(0).draftId);
  const excluded = trail.find(({ kind }) => kind === "exclude")?.id ?? "";
  await changeDraft(services, scope, draft(0), { version: 3, edit: { kind: "undo", change: excluded } });
  const undo = { kind: "undo" as const, change: first.change };
  const back = await changeDraft(services, scope, draft(0), { version: 4, edit: undo });
  expect(await readDraft(sql, of, draft(0).draftId)).toMatchObject({
    ...{ chosen: "Note 1.", rejected: "Note 0.", flipped: false, excludedReason: null },
    ...{ edited: false, provenance: untouched.provenance },
  });
  await changeDraft(services, scope, draft(0), { version: 5, edit: { kind: "undo", change: back.change } });
  const again = await readDraft(sql, of, draft(0).draftId);
  expect([again.chosen, again.provenance]).toEqual([changed.chosen, changed.provenance]);
  await expect(
    changeDraft(services, scope, draft(0), { version: 6, edit: { ...edit, rejected: " A. ", reason: "Equal." } }),
  ).rejects.toMatchObject({ problems: [{ where: "rejected", what: "Both texts are equal." }] });
  expect(await faultsOfTrail()).toEqual([]);
});

test("what measures grew since the pairs were made: nothing of it becomes a version", async () => {
  const { id } = await buildPairSet(
    services,
    { ...scope, name: "late" },
    {
      ...RECIPE,
      keepOut: [{ version: "notes", splits: ["test"] }],
    },
  );
  await sql`update example set split = 'test' where id = 'notes-2'`;
  await expect(freezePairSet(services, scope, { pairSetId: id })).rejects.toThrow(/1\spair cannot be learned from/);
  expect(await readPairSet(sql, { projectId: "p", pairSetId: id })).toMatchObject({ state: "draft" });
  await sql`update example set split = 'train' where id = 'notes-2'`;
});

test("a discarded draft leaves its trail without a word of the notes, and the chain whole", async () => {
  const { id, draft } = await build("given up");
  await changeDraft(services, scope, draft(0), { version: 1, edit: { kind: "exclude", reason: "Quotes Note 1." } });
  await discardPairSet(services, scope, id);
  const [left] = await sql`select before, after, reason from pair_change where pair_set_id = ${id}`;
  expect(left).toEqual({ before: null, after: null, reason: "(discarded)" });
  expect(await faultsOfTrail()).toEqual([]);
});
