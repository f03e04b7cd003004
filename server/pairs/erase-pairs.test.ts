import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyAudit } from "../audit/verify-audit";
import { eraseGroup } from "../erasure/erase-group";
import { buildPairSet } from "./build-pair-set";
import { changeDraft } from "./change-draft";
import { exportPairs } from "./export-pairs";
import { freezePairSet } from "./freeze-pair-set";
import { CLEAN, createPairRig, wrong } from "./testing/pair-rig";

const rig = await createPairRig();
const { db, sql, services, scope, home } = rig;
const cases = Array.from({ length: 4 }, (_, place) => ({
  note: `Note ${place}.`,
  exampleId: `notes-${Math.floor(place / 2)}`,
}));

beforeAll(async () => {
  await rig.addNotes("notes", [0, 1]);
  await rig.addRound("round", { cases, say: (place, { id }) => (place % 2 === 0 ? wrong(`${place}${id}`) : CLEAN) });
});
afterAll(() => rig.close());

test("a patient's text goes out of versions of pairs, drafts and what was changed in them; labels stay", async () => {
  const recipe = { origins: ["generations" as const], campaigns: ["round"], validationShare: 0 };
  const frozen = await buildPairSet(services, { ...scope, name: "frozen" }, recipe);
  const version = await freezePairSet(services, scope, { pairSetId: frozen.id });
  const open = await buildPairSet(services, { ...scope, name: "open" }, recipe);
  const [draft] = await sql<{ id: string }[]>`
    select id from pair_draft where pair_set_id = ${open.id} and group_key = 'patient 0'`;
  const of = { projectId: "p", pairSetId: open.id, draftId: draft?.id ?? "" };
  const texts = { chosen: "Secret of patient 0.", rejected: "Other.", hChosen: 0 as const, hRejected: 1 as const };
  await changeDraft(services, scope, of, { version: 1, edit: { kind: "edit", ...texts, reason: "Secret, too." } });
  const actor = { ...scope.actor };
  await eraseGroup(
    services,
    home,
    { actor, reason: "withdrew" },
    { projectId: "p", exampleId: "notes-0", sameSource: false },
  );

  const [kept] = await sql`select string_agg(d::text, ' ') as drafts from pair_draft d where pair_set_id = ${open.id}`;
  const [trail] = await sql`select string_agg(c::text, ' ') as trail from pair_change c`;
  const [pairs] = await sql`select string_agg(p::text, ' ') as pairs from pair p`;
  for (const text of [kept?.drafts, trail?.trail, pairs?.pairs]) {
    for (const word of ["Secret", "Day 0", "Note 0.", "Note 1."]) expect(String(text)).not.toContain(word);
  }
  expect(String(kept?.drafts)).toContain("Note 3.");
  expect(String(kept?.drafts)).not.toContain("patient 0");
  const labels =
    await sql`select h_chosen, h_rejected, cardinality(assessment_ids) as said from pair order by example_id`;
  expect(labels).toEqual([
    { h_chosen: 0, h_rejected: 1, said: 4 },
    { h_chosen: 0, h_rejected: 1, said: 4 },
  ]);
  const shape = { form: "paired" as const, conversational: false, split: null };
  const { body } = await exportPairs(sql, { projectId: "p", id: version.datasetVersionId }, shape);
  expect((await new Response(body).text()).trim().split("\n")).toHaveLength(1);
  const faults = (await verifyAudit(db, [])).findings.filter(({ what }) => what.includes("pair_change"));
  expect(faults).toEqual([]);
});
