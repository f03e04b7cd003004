import { afterAll, beforeAll, expect, test } from "vitest";
import { dataset, datasetVersion, example } from "@/db/schema/datasets";
import { pair } from "@/db/schema/pairs";
import { noteHash } from "../pairs/note-hash";
import { createPairRig, sourceOf } from "../pairs/testing/pair-rig";
import { eraseGroup } from "./erase-group";
import { findGroup } from "./find-group";

const rig = await createPairRig();
const { db, sql, services, scope, home } = rig;

const of = (exampleId: string, sameSource = false) => ({ projectId: "p", exampleId, sameSource });
const erase = (exampleId: string) => eraseGroup(services, home, { actor: scope.actor, reason: "asked" }, of(exampleId));

/** Pairs of notes: who it is called, and whose words it holds. */
const PAIRS = [
  ["patient 0", 0],
  ["case 7", 0],
  ["visit 9", 0],
  ["asked the same", 0],
  ["patient 1", 1],
] as const;

beforeAll(async () => {
  await rig.addNotes("notes", [0, 1]);
  await rig.addNotes("copies", [0]);
  await rig.addNotes("others", [0]);
  await sql`update example set group_key = 'case 7' where id = 'copies-0'`;
  await sql`update example set group_key = 'asked the same', reference = 'Another answer.' where id = 'others-0'`;
  const origin = { how: "labels" as const, fileName: null, format: "jsonl", columns: {}, problems: [], rowsRead: 1 };
  await db.insert(dataset).values({ id: "taught-set", projectId: "p", name: "taught" });
  await db.insert(datasetVersion).values({
    ...{ id: "taught", projectId: "p", datasetId: "taught-set", number: 1, type: "preference", digest: "taught" },
    ...{ rows: PAIRS.length, bytes: 1, splitCounts: { train: PAIRS.length }, holds: "synthetic", origin },
  });
  await db.insert(example).values(
    PAIRS.map(([groupKey, place], position) => ({
      ...{ id: `taught-${position}`, projectId: "p", datasetVersionId: "taught", position, split: "train" as const },
      ...{ groupKey, source: `Write: ${sourceOf(place)}`, reference: `Chosen ${position}.` },
      sourceHash: noteHash(`Write: ${sourceOf(place)}`),
    })),
  );
  await db.insert(pair).values(
    PAIRS.map(([, place], position) => ({
      ...{ projectId: "p", exampleId: `taught-${position}`, datasetVersionId: "taught", rejected: `Bad ${position}.` },
      ...{ hChosen: 0 as const, hRejected: 1 as const, flipped: false, origin: "generations" as const },
      noteHash: noteHash(sourceOf(place)),
    })),
  );
  await sql`insert into pair_set (id, project_id, name, state, recipe, exclusions)
    values ('drafts', 'p', 'drafts', 'draft', '{}', '[]')`;
  const drafts = [...PAIRS, ["patient 0", 1], ["visit 9", 1]] as const;
  for (const [position, [group, place]] of drafts.entries()) {
    await sql`insert into pair_draft (id, project_id, pair_set_id, position, split, group_key, prompt, chosen, rejected,
        h_chosen, h_rejected, flipped, origin, assessment_ids, generation_ids, note_hash)
      values (${`${group} of note ${place}`}, 'p', 'drafts', ${position}, 'train', ${group}, 'x', 'y', 'z', 0, 1, false,
        'generations', '{}', '{}', ${noteHash(sourceOf(place))})`;
  }
});
afterAll(() => rig.close());

const ids = async (exampleId: string, sameSource = false) =>
  (await findGroup(sql, of(exampleId, sameSource))).exampleIds.toSorted();

test("whichever row is asked for, pairs of the note under any name are found; those of a row that stays, stay", async () => {
  const reached = ["copies-0", "notes-0", "taught-0", "taught-1", "taught-2"];
  expect(await ids("notes-0")).toEqual(reached);
  expect(await ids("taught-0")).toEqual(reached);
  expect(await ids("notes-0", true)).toEqual(["copies-0", "notes-0", "others-0", ...reached.slice(2), "taught-3"]);
  const scope = await findGroup(sql, of("notes-0"));
  expect(scope.copies).toEqual([
    { id: "copies-set", name: "copies", examples: 1 },
    { id: "taught-set", name: "taught", examples: 2 },
  ]);
  expect(scope.sameSource.map(({ name, examples }) => [name, examples])).toEqual([
    ["others", 1],
    ["taught", 1],
  ]);
  expect(await ids("notes-1")).toEqual(["notes-1", "taught-4"]);
});

test("prompt, chosen and rejected of a pair go with the note that it was made of, whatever its name", async () => {
  await erase("notes-0");
  const left = await sql`
    select e.id, e.source <> '' as prompt, e.reference as chosen, p.rejected from example e
      join pair p on p.project_id = e.project_id and p.example_id = e.id order by e.id`;
  const gone = { prompt: false, chosen: null, rejected: "" };
  expect(left).toEqual([
    ...[0, 1, 2].map((place) => ({ id: `taught-${place}`, ...gone })),
    ...[3, 4].map((place) => {
      return { id: `taught-${place}`, prompt: true, chosen: `Chosen ${place}.`, rejected: `Bad ${place}.` };
    }),
  ]);
});

test("drafts of the patient go, whatever note they are of; of other names, those of their own notes stay", async () => {
  const left = await sql<{ id: string }[]>`select id from pair_draft where erased_at is null order by position`;
  expect(left.map(({ id }) => id)).toEqual([
    ...["asked the same of note 0", "patient 1 of note 1", "visit 9 of note 1"],
  ]);
});
