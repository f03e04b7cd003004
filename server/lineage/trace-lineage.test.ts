import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Trace } from "@/domain/lineage/lineage-answer";
import type { LineageSubject } from "@/domain/lineage/lineage-subject";
import { countSteps } from "@/domain/lineage/steps-away";
import { createStudyRig, type StudyRig } from "../studies/testing/study-rig";
import { listMembers } from "./list-members";
import { traceLineage } from "./trace-lineage";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

type Listed = Awaited<ReturnType<typeof listMembers>>;

let rig: StudyRig;
let study: string;
const viewing = (projectId = "p", named = true) => ({ db: rig.db, sql: rig.sql, projectId, named });
const trace = (subject: LineageSubject, projectId = "p") => traceLineage(viewing(projectId), subject);
const list = (subject: LineageSubject, which: string, { cursor = "", limit = 200 } = {}) =>
  listMembers(viewing(), subject, { list: which, cursor, limit });
const madeBy = async (key: string) => (await rig.madeBy(study, key))[0]?.thingId ?? "";

/** Kinds that lie before or after what was asked for, each once. */
function kindsOf({ here, nodes, edges }: Trace, way: "before" | "after"): string[] {
  const steps = countSteps(here, edges);
  const lies = (id: string) => (way === "before" ? (steps(id) ?? 1) < 0 : (steps(id) ?? -1) > 0);
  return [...new Set(nodes.filter(({ id }) => lies(id)).map(({ kind }) => kind))].sort();
}
const listOf = ({ nodes }: Trace, start: string): string =>
  nodes.find((node) => node.list?.startsWith(start))?.list ?? "";
const countOf = ({ nodes }: Trace, kind: string) =>
  nodes.filter((node) => node.kind === kind).map(({ count }) => count);

/** A label behind a pair that was trained on. */
async function findLabel(): Promise<{ id: string; pair: string; case: string; round: string }> {
  const [found] = await rig.sql<{ id: string; pair: string; case: string; round: string }[]>`
    select a.id, p.example_id as pair, a.case_id as case, a.campaign_id as round
    from pair p join assessment a on a.id = p.assessment_ids[1] where p.project_id = 'p' order by p.example_id limit 1`;
  if (!found) throw new Error("No label stands behind a pair.");
  return found;
}

beforeAll(async () => {
  rig = await createStudyRig({ test: 40 });
  const launched = await rig.launch({
    ...{ sft: null, generate: { samples: 2 }, harvestNotes: 16, confirmNotes: 4 },
    training: { stage: "fdpo", deltas: [0, 10], confirmDelta: 10, moreEpochs: 0 },
    pairs: { recipe: { origins: ["generations"], validationShare: 0.2 } },
  });
  study = launched.studyId;
  await rig.playOn(({ run: name }) => !name.includes("sample 2"));
  const { id, case: settles, round } = await findLabel();
  await rig.sql`
    insert into adjudication (id, project_id, campaign_id, case_id, version, verdict, marks, decisions, reason, assessment_ids)
    values ('settled', 'p', ${round}, ${settles}, 1, 'clean', '[]', '[]', 'clear', ${[id]})`;
});
afterAll(() => rig.end());

test("a number leads down to labels, readers, texts, runs, rounds, pairs and the notes they began with", async () => {
  const after = await trace({ of: "study", id: study, number: "rate-after" });
  expect(kindsOf(after, "before")).toEqual(
    ["assessment", "campaign", "dataset", "example", "generation", "model", "pair", "pair_set", "reader", "run"].sort(),
  );
  expect(kindsOf(after, "after")).toEqual(["study"]);
  const whole = after.nodes.find(({ thing }) => thing === "notes");
  expect(countSteps(after.here, after.edges)(whole?.id ?? "")).toBeLessThan(0);
  expect(after.withheld).toEqual([]);
});

test("it counts the very labels of the answer, of the side that it names", async () => {
  const result = await rig.as(rig.ada).studies.result({ project: "p", study });
  if (result.state !== "measured") throw new Error("It was not measured.");
  const rate = result.sides[0]?.after;
  for (const [number, labels, run] of [
    ["rate-after", rate?.n, "write-after"],
    ["rate-before", rate?.n, "write-before"],
    ["difference", 2 * (rate?.n ?? 0), null],
  ] as const) {
    const found = await trace({ of: "study", id: study, number });
    const counted = found.edges.filter(({ kind }) => kind === "counted").map(({ from }) => from);
    expect(found.nodes.filter(({ id }) => counted.includes(id)).map(({ count }) => count)).toEqual([labels]);
    const writers = found.edges.filter(({ kind }) => kind === "wrote").map(({ from }) => from);
    if (run) expect(writers).toEqual([await madeBy(run)]);
    else expect(writers).toHaveLength(2);
  }
});

test("a label leads on to its settled answer, pair, version, models, second round, gate and study", async () => {
  const { id, pair } = await findLabel();
  const found = await trace({ of: "label", id });
  const after = kindsOf(found, "after");
  expect(after).toEqual(["adjudication", "campaign", "dataset", "gate", "model", "pair", "run", "study"]);
  expect(kindsOf(found, "before")).toEqual(
    expect.arrayContaining(["reader", "campaign", "generation", "run", "example", "dataset", "model"]),
  );
  const trained = (await rig.madeBy(study, "train")).map(({ thingId }) => thingId);
  expect(trained).toHaveLength(2);
  expect(found.nodes.map((node) => node.thing)).toEqual(expect.arrayContaining(trained));
  expect(found.nodes.find(({ kind }) => kind === "pair")).toMatchObject({ count: 1, thing: pair });
});

test("up and down meet: a pair's labels lead back to it, and so do its texts and its note", async () => {
  const { pair } = await findLabel();
  const found = await trace({ of: "pair", id: pair });
  const labels = await list({ of: "pair", id: pair }, listOf(found, "labels@"));
  expect(labels.items.length).toBeGreaterThan(0);
  const texts = found.nodes.filter(({ kind }) => kind === "generation").map(({ thing }) => thing ?? "");
  const [note] = found.nodes.filter(({ kind }) => kind === "example").map(({ thing }) => thing ?? "");
  const asked: LineageSubject[] = [
    ...labels.items.map((item) => ({ of: "label" as const, id: item.id })),
    ...texts.map((id) => ({ of: "text" as const, id })),
    { of: "note", id: note ?? "" },
  ];
  expect(texts).toHaveLength(2);
  for (const subject of asked) {
    const back = await trace(subject);
    const pairs = await list(subject, listOf(back, "pairs@"));
    expect(
      pairs.items.map((item) => item.id),
      subject.of,
    ).toContain(pair);
  }
});

test("a version and a run of it hold all of its pairs and labels, folded and listed by pages", async () => {
  const version = await madeBy("pairs");
  const [set] = await rig.sql<{ id: string; rows: number }[]>`
    select v.id, v.rows from pair_set s join dataset_version v on v.id = s.dataset_version_id where s.id = ${version}`;
  const run = await madeBy("train");
  const { id: shared } = await findLabel();
  await rig.sql`update pair set assessment_ids = array_append(assessment_ids, ${shared}) where not assessment_ids @> ${[shared]}::text[]`;
  for (const subject of [
    { of: "version", id: set?.id ?? "" },
    { of: "run", id: run },
  ] as const) {
    const found = await trace(subject);
    expect(countOf(found, "pair")).toEqual([set?.rows]);
    const pairs = listOf(found, "all-pairs@");
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: Listed = await list(subject, pairs, { cursor, limit: 3 });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(set?.rows);
    expect(seen).toHaveLength(set?.rows ?? 0);
    const labels: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: Listed = await list(subject, listOf(found, "all-labels@"), { cursor, limit: 2 });
      labels.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(labels).toHaveLength(new Set(labels).size);
    expect(labels).toHaveLength(countOf(found, "assessment")[0] ?? 0);
  }
});

test("nothing is found from another project, and no list of another's opens", async () => {
  const { id, pair, case: settles } = await findLabel();
  const [text] = await rig.sql<{ id: string }[]>`select id from generation limit 1`;
  const subjects: LineageSubject[] = [
    ...[
      { of: "study" as const, id: study },
      { of: "label" as const, id },
      { of: "case" as const, id: settles },
    ],
    ...[
      { of: "pair" as const, id: pair },
      { of: "text" as const, id: text?.id ?? "" },
      { of: "note" as const, id: "e5" },
    ],
    ...[
      { of: "version" as const, id: "notes" },
      { of: "run" as const, id: await madeBy("train") },
    ],
  ];
  for (const subject of subjects) {
    expect((await trace(subject)).nodes.length, subject.of).toBeGreaterThan(0);
    await expect(trace(subject, "q"), subject.of).rejects.toThrow(/no such/);
  }
  for (const which of ["all-labels", "all-pairs"]) {
    const version = listOf(await trace({ of: "pair", id: pair }), "pairs@").split("@")[1];
    const foreign = await listMembers(
      viewing("q"),
      { of: "run", id: "x" },
      { list: `${which}@${version}`, cursor: "", limit: 9 },
    );
    expect(foreign.items).toEqual([]);
  }
  await expect(list({ of: "label", id }, "pairs-of@nobody")).rejects.toThrow(/no such list/);
});
