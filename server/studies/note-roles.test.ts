import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { example } from "@/db/schema/datasets";
import { studyGroup } from "@/db/schema/studies";
import { readNoteRoles, refuseConfirming } from "./note-roles";
import { refuseChangedNotes } from "./refuse-changed-notes";
import { createStudyRig, type StudyRig } from "./testing/study-rig";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

let rig: StudyRig;
let studyId: string;
let of: { projectId: string; studyId: string };
beforeAll(async () => {
  rig = await createStudyRig({ train: 4, test: 12 });
  studyId = (await rig.launch()).studyId;
  of = { projectId: "p", studyId };
});
afterAll(() => rig.end());

const keysOf = async (role: "harvest" | "confirm") => {
  const found = await readNoteRoles(rig.db, of);
  return [...(found?.roles ?? [])].filter(([, each]) => each === role).map(([key]) => key);
};

test("every group has its role before anything is sampled; a study that only groups runs gives none", async () => {
  const roles = await readNoteRoles(rig.db, of);
  expect([roles?.notesVersionId, roles?.seed, roles?.harvestShare, roles?.roles.size]).toEqual(["notes", 1, 0.5, 16]);
  expect([(await keysOf("harvest")).length, (await keysOf("confirm")).length]).toEqual([10, 6]);
  expect(await readNoteRoles(rig.db, { projectId: "p", studyId: "other" })).toBeNull();
  expect(await readNoteRoles(rig.db, { projectId: "q", studyId })).toBeNull();
});

test("confirming notes are refused by group and by source, harvested ones are not", async () => {
  const [[harvested = ""], [confirming = ""]] = await Promise.all([keysOf("harvest"), keysOf("confirm")]);
  const asked = { ...of, groupKeys: [harvested], sourceHashes: [] };
  await refuseConfirming(rig.db, asked);
  await refuseConfirming(rig.db, { ...asked, groupKeys: [] });
  await expect(refuseConfirming(rig.db, { ...asked, groupKeys: [harvested, confirming] })).rejects.toMatchObject({
    kind: "Validation",
  });
  const [copied] = await rig.db.select().from(studyGroup).where(eq(studyGroup.groupKey, confirming));
  const renamed = { ...asked, groupKeys: ["another name"], sourceHashes: copied?.sourceHashes ?? [] };
  await expect(refuseConfirming(rig.db, renamed)).rejects.toThrow(/^1\u00a0patient or document of these only confirms/);
});

test("the versions that runs write for hold the notes of their role and nothing else", async () => {
  const made = await rig.madeBy(studyId, "notes");
  for (const role of ["harvest", "confirm"] as const) {
    const version = made.find(({ name }) => name === role)?.thingId ?? "";
    const rows = await rig.db
      .select({ group: example.groupKey, split: example.split })
      .from(example)
      .where(eq(example.datasetVersionId, version));
    const heldOut = (await keysOf(role)).filter((key) => Number(key.split(" ")[1]) >= 4);
    expect(rows.map(({ group }) => group).sort()).toEqual(heldOut.sort());
    expect(new Set(rows.map(({ split }) => split))).toEqual(new Set(["test"]));
  }
});

test("notes that changed between the rounds are refused with the sentence", async () => {
  for (let at = 0; at < 4; at++) {
    await rig.advance();
    await rig.endRuns();
  }
  const [[before], [harvested]] = await Promise.all([
    rig.madeBy(studyId, "write-before"),
    rig.madeBy(studyId, "write"),
  ]);
  const runs = [before?.thingId ?? ""];
  await rig.db.transaction((tx) => refuseChangedNotes(tx, of, runs));
  const other = rig.db.transaction((tx) => refuseChangedNotes(tx, of, [...runs, harvested?.thingId ?? ""]));
  await expect(other).rejects.toThrow(/^The evaluation notes changed between the rounds\. “Loop: notes to learn from”/);
  await rig.db.execute(sql`update example set source_hash = 'other' where id = (
    select example_id from generation where run_id = ${runs[0]} limit 1)`);
  const changed = rig.db.transaction((tx) => refuseChangedNotes(tx, of, runs));
  await expect(changed).rejects.toThrow("1 of the notes are not what they were when the study was launched.");
});
