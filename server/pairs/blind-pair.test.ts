import { afterAll, beforeAll, expect, test } from "vitest";
import { exportVersion } from "../datasets/export-version";
import { buildPairSet } from "./build-pair-set";
import { readDraft } from "./draft-queries";
import { exportPairs } from "./export-pairs";
import { freezePairSet } from "./freeze-pair-set";
import { listVersionAssessments, readPair } from "./pair-lineage";
import { CLEAN, createPairRig, wrong } from "./testing/pair-rig";

const rig = await createPairRig();
const { sql, services, scope } = rig;
const RECIPE = { origins: ["generations" as const], campaigns: ["round"] };
let [version, set, draft] = ["", "", ""];

beforeAll(async () => {
  await rig.addNotes("notes", [0]);
  const cases = ["Wrong.", "Right."].map((note, place) => ({
    note,
    exampleId: "notes-0",
    arm: place ? "tuned" : "base",
  }));
  await rig.addRound("round", { cases, say: (place, { id }) => (place === 0 ? wrong(id) : CLEAN) });
  const frozen = await buildPairSet(services, { ...scope, name: "frozen" }, RECIPE);
  version = (await freezePairSet(services, scope, { pairSetId: frozen.id })).datasetVersionId;
  set = (await buildPairSet(services, { ...scope, name: "draft" }, RECIPE)).id;
  const [row] = await sql<{ id: string }[]>`select id from pair_draft where pair_set_id = ${set}`;
  draft = row?.id ?? "";
  await sql`update pair set generation_ids = '{g1,g2}'`;
});
afterAll(() => rig.close());

const told = async () => ({
  draft: await readDraft(sql, { projectId: "p", pairSetId: set }, draft),
  pair: await readPair(sql, { projectId: "p", exampleId: `${version}-0` }),
  said: (await listVersionAssessments(sql, { projectId: "p", versionId: version, cursor: "", limit: 9 })).items,
});

test("of a closed round everybody sees who read what, and whose notes they are", async () => {
  const shown = await told();
  for (const { provenance } of [shown.draft, shown.pair]) {
    expect(provenance).toMatchObject({ chosen: { arm: "tuned" }, rejected: { arm: "base" } });
    expect(provenance?.reviewers).toEqual(["round-rolf", "round-vera"]);
  }
  expect(shown.pair.generationIds).toEqual(["g1", "g2"]);
  expect(shown.draft.readings.map(({ reader, verdict, marks }) => [reader, verdict, marks])).toContainEqual([
    ...["vera", "marked", 1],
  ]);
  expect(shown.said.map(({ verdict }) => verdict).sort()).toEqual(["clean", "clean", "marked", "marked"]);
});

test.each(["open", "paused"])("while it is %s again nobody does; the pair itself stays", async (state) => {
  await sql`update campaign set state = ${state} where id = 'round'`;
  const shown = await told();
  for (const { provenance, hChosen, hRejected } of [shown.draft, shown.pair]) {
    expect([hChosen, hRejected]).toEqual([0, 1]);
    expect(provenance).toMatchObject({ reviewers: [], adjudications: [], readers: "person" });
    for (const side of [provenance?.chosen, provenance?.rejected]) {
      expect(side).toMatchObject({ arm: null, generation: null, campaign: "round" });
    }
  }
  expect([shown.pair.generationIds, shown.draft.wrote]).toEqual([[], []]);
  for (const reading of shown.draft.readings)
    expect(reading).toMatchObject({ reader: null, verdict: null, marks: null });
  expect(shown.said.map(({ verdict, campaign }) => [verdict, campaign])).toEqual(Array(4).fill([null, "round"]));
  await sql`update campaign set state = 'closed' where id = 'round'`;
});

test("while it is open again its file is held back; a table and the rows for trainers hold nothing of it", async () => {
  const at = { projectId: "p", datasetVersionId: version };
  const read = async (format: "csv" | "jsonl") => new Response((await exportVersion(sql, at, format)).body).text();
  expect(await read("jsonl")).toContain("round-vera");
  await sql`update campaign set state = 'open' where id = 'round'`;
  await expect(read("jsonl")).rejects.toThrow("was opened again");
  const trl = await exportPairs(
    sql,
    { projectId: "p", id: version },
    { form: "paired", conversational: false, split: null },
  );
  for (const text of [await read("csv"), await new Response(trl.body).text()]) {
    expect(text).toContain("Wrong.");
    expect(text).not.toMatch(/round-vera|round-rolf|tuned|g1/);
  }
  await sql`update campaign set state = 'closed' where id = 'round'`;
  expect(await read("jsonl")).toContain("round-vera");
});
