import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Viewer } from "../context";
import { createStudyRig, type StudyRig } from "../studies/testing/study-rig";
import { listMembers } from "./list-members";
import { traceLineage } from "./trace-lineage";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let rig: StudyRig;
let study: string;
let found: { label: string; pair: string; case: string; round: string; text: string; note: string };
const viewing = (named = true) => ({ db: rig.db, sql: rig.sql, projectId: "p", named });
const setState = (round: string, state: string) => rig.sql`update campaign set state = ${state} where id = ${round}`;

/** What would say who wrote a text or who read it. */
const TELLING = ["generation", "reader", "adjudication", "example"];
const told = async (subject: Parameters<typeof traceLineage>[1]) => {
  const { nodes, withheld } = await traceLineage(viewing(), subject);
  return { kinds: nodes.map(({ kind }) => kind), runs: nodes.filter(({ kind }) => kind === "run"), withheld };
};

beforeAll(async () => {
  rig = await createStudyRig({ test: 40 });
  const launched = await rig.launch({
    ...{ sft: null, generate: { samples: 2 }, training: { moreEpochs: 0 }, harvestNotes: 16, confirmNotes: 4 },
    pairs: { recipe: { origins: ["generations"], validationShare: 0.2 } },
  });
  study = launched.studyId;
  await rig.playOn(({ run: name }) => !name.includes("sample 2"));
  const [row] = await rig.sql<(typeof found)[]>`
    select a.id as label, p.example_id as pair, a.case_id as case, a.campaign_id as round, c.generation_id as text, c.example_id as note
    from pair p join assessment a on a.id = p.assessment_ids[1] join campaign_case c on c.id = a.case_id
    where p.project_id = 'p' order by p.example_id limit 1`;
  if (!row) throw new Error("No label stands behind a pair.");
  found = row;
  await rig.sql`
    insert into adjudication (id, project_id, campaign_id, case_id, version, verdict, marks, decisions, reason, assessment_ids)
    values ('settled', 'p', ${found.round}, ${found.case}, 1, 'clean', '[]', '[]', 'clear', ${[found.label]})`;
});
afterAll(() => rig.end());

test("of a closed round a label says who gave it, what wrote its text, and how it was settled", async () => {
  for (const subject of [
    { of: "label", id: found.label },
    { of: "case", id: found.case },
  ] as const) {
    const { kinds, withheld } = await told(subject);
    expect(kinds).toEqual(expect.arrayContaining(TELLING));
    expect(withheld).toEqual([]);
  }
  for (const subject of [
    { of: "text", id: found.text },
    { of: "note", id: found.note },
  ] as const) {
    expect((await told(subject)).kinds, subject.of).toEqual(expect.arrayContaining(["assessment", "pair"]));
  }
});

test.each(["open", "paused"])("while it is %s again nothing says it, from whichever side", async (state) => {
  await setState(found.round, state);
  for (const subject of [
    { of: "label", id: found.label },
    { of: "pair", id: found.pair },
  ] as const) {
    const { kinds, withheld } = await told(subject);
    expect(
      kinds.filter((kind) => TELLING.includes(kind)),
      subject.of,
    ).toEqual([]);
    expect(kinds).toEqual(expect.arrayContaining(["assessment", "pair", "dataset", "campaign"]));
    expect(withheld).toHaveLength(1);
  }
  const own = await told({ of: "case", id: found.case });
  expect(own.kinds.filter((kind) => [...TELLING, "assessment", "pair"].includes(kind))).toEqual([]);
  const { kinds, runs } = await told({ of: "text", id: found.text });
  expect(kinds.filter((kind) => ["assessment", "adjudication", "reader", "pair", "campaign"].includes(kind))).toEqual(
    [],
  );
  expect(runs).not.toEqual([]);
  expect((await told({ of: "note", id: found.note })).kinds).not.toContain("pair");
  const { items } = await listMembers(
    viewing(),
    { of: "label", id: found.label },
    { list: `labels@${found.round}`, cursor: "", limit: 9 },
  );
  expect(items).toEqual([expect.objectContaining({ name: "Label", detail: "its round is open" })]);
  for (const readers of [`readers@${found.round}`, `all-readers@${found.round}`]) {
    const asked = { list: readers, cursor: "", limit: 9 };
    expect((await listMembers(viewing(), { of: "label", id: found.label }, asked)).items).toEqual([]);
  }
  await setState(found.round, "closed");
});

test("while the second round is open again its numbers say so, and lead nowhere", async () => {
  const [round] = await rig.madeBy(study, "read-2");
  await setState(round?.thingId ?? "", "open");
  const { kinds, withheld } = await told({ of: "study", id: study, number: "rate-after" });
  expect(kinds).toEqual(["number", "study"]);
  expect(withheld[0]).toMatch(/not closed/);
  await setState(round?.thingId ?? "", "closed");
});

test("a browser of the team names readers; a token that only reads is told their numbers", async () => {
  const subject = { project: "p", of: "label" as const, id: found.label };
  const nameOf = async (viewer: Viewer) =>
    (await rig.as(viewer).lineage.trace(subject)).nodes.find(({ kind }) => kind === "reader")?.name;
  expect(await nameOf(rig.ada)).toMatch(/^Simulated reader 1/);
  const program: Viewer = { ...rig.ada, token: { id: "t", scope: "read", projectId: null } };
  expect(await nameOf(program)).toBe("Reader 1");
  const listed = await rig.as(program).lineage.members({ ...subject, list: `labels@${found.round}` });
  expect(listed.items[0]?.name).toBe("Label of Reader 1");
});
