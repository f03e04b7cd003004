import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { assessment, assignment } from "@/db/schema/assessments";
import { auditEntry } from "@/db/schema/audit";
import { campaign, campaignCase, campaignReviewer, reviewText } from "@/db/schema/campaigns";
import { verifyAudit } from "../audit/verify-audit";
import { createLabelRig, LONG, longTable } from "./testing/label-rig";

const rig = await createLabelRig();
afterAll(() => rig.database.drop());
const { db, bring, result } = rig;

test("the paradox of science.md §7.5 as a long file: raw .944, κ −.0234, AC1 .9408", async () => {
  const { id, ...counts } = await bring(
    longTable([
      [118, 5],
      [2, 0],
    ]),
  );
  expect(counts).toEqual({ name: "Labels", items: 125, readers: 2, labels: 250, missing: 0 });
  const { agreement, kind, rate, verdict } = await result(id);
  const { raw, kappa, alpha, ac1, paradox } = agreement.overall;
  expect(raw.value).toBeCloseTo(0.944, 12);
  expect(kappa.value).toBeCloseTo(-0.0234, 4);
  expect(ac1.value).toBeCloseTo(0.9408, 4);
  expect(alpha.n).toBe(125);
  for (const each of [raw, kappa, alpha, ac1]) expect(each.interval).toMatchObject({ level: 0.95 });
  expect(paradox).not.toBeNull();
  expect(kind).toBe("imported");
  // Seven ties count until somebody settles them.
  expect(rate).toMatchObject({ numerator: 7, n: 125, interval: { method: "clopper-pearson", level: 0.9 } });
  expect(verdict).toBe("pass");
});

test.each([
  {
    table: [
      [20, 5],
      [10, 15],
    ] as [[number, number], [number, number]],
    kappa: 0.4,
    ac1: 0.4059,
  },
  {
    table: [
      [40, 9],
      [6, 45],
    ] as [[number, number], [number, number]],
    kappa: 0.6995,
    ac1: 0.7007,
  },
])("the published table $table", async ({ table, kappa, ac1 }) => {
  const { id } = await bring(longTable(table));
  const { overall } = (await result(id)).agreement;
  expect(overall.kappa.value).toBeCloseTo(kappa, 4);
  expect(overall.ac1.value).toBeCloseTo(ac1, 4);
});

test("a wide file with missing cells keeps α, which allows them", async () => {
  const rows = [
    ["a", 1, 1, 1],
    ["b", 0, 0, 0],
    ["c", 1, 1, 1],
    ["d", 0, 0, 1],
  ];
  const wide = (cells: (string | number)[][]) => ["id,r1,r2,r3", ...cells.map((row) => row.join(","))].join("\n");
  const mapping = { item: "id", reviewers: ["r1", "r2", "r3"] };
  const whole = await bring(wide(rows), mapping);
  expect((await result(whole.id)).agreement.overall.alpha.value).toBeCloseTo(0.685714, 6);
  const holes = await bring(wide([...rows, ["e", 1, "", ""], ["f", "", "", ""]]), mapping);
  expect(holes).toMatchObject({ items: 6, labels: 13, missing: 5 });
  const { agreement, counts } = await result(holes.id);
  expect(agreement.readTwice).toBe(4);
  expect(agreement.overall.alpha.value).toBeCloseTo(0.685714, 6);
  expect(counts).toMatchObject({ cases: 6, read: 5, unread: 1 });
});

test("the campaign is closed, its readers are names of the file, and the chain vouches for each label", async () => {
  const { id } = await bring("item,reader,label\na,ann,1\na,ben,0\nb,ann,0", LONG, { name: "Whole" });
  const [row] = await db.select().from(campaign).where(eq(campaign.id, id));
  expect(row).toMatchObject({ state: "closed", origin: "labels", name: "Whole", protocol: { mode: "yes-no" } });
  const readers = await db.select().from(campaignReviewer).where(eq(campaignReviewer.campaignId, id));
  expect(readers.map(({ kind, name, userId }) => `${kind} ${name} ${userId}`).sort()).toEqual([
    "imported ann null",
    "imported ben null",
  ]);
  const turns = await db.select().from(assignment).where(eq(assignment.campaignId, id));
  expect(turns.map(({ state }) => state)).toEqual(["submitted", "submitted", "submitted"]);
  expect(
    (await db.select().from(assessment).where(eq(assessment.campaignId, id))).map(({ verdict }) => verdict),
  ).toEqual(expect.arrayContaining(["marked", "clean", "clean"]));
  const [rules] = [await rig.as(rig.people.researcher).rules({ project: "notes", campaign: id })];
  expect(rules.items).toMatchObject([{ version: 1, assessmentsBefore: 3 }]);
  expect((await result(id)).cautions.join(" ")).toMatch(/3\sassessments already/);
  expect((await verifyAudit(db, [])).findings).toEqual([]);
});

test("nothing is half imported: every problem is told by its row, and no table has a row more", async () => {
  const count = async () => {
    const rows = [campaign, campaignCase, assessment, assignment, reviewText, auditEntry];
    return Promise.all(rows.map((table) => db.$count(table)));
  };
  const before = await count();
  const refused = bring("item,reader,label\na,ann,1\na,ann,0\nb,ann,maybe\n,ann,1\nc,,1\nd,ann");
  await expect(refused).rejects.toMatchObject({ cause: { kind: "Validation" } });
  const error = await refused.catch((reason) => reason);
  expect(error.cause.problems.map(({ where }: { where: string }) => where)).toEqual([
    "row 7",
    "row 5, column item",
    "row 6, column reader",
    "row 4, column label",
    "row 3, column label",
  ]);
  expect(error.message).toBe("5 problems with these labels; nothing was stored.");
  expect(await count()).toEqual(before);
});

test("spans with their notes: places by sentence, types, corrections", async () => {
  const note = "He takes 5 mg of ramipril. He denies pain. BP was 120/80.";
  const csv = [
    "item,reader,label,start,end,type,note,corrected,patient",
    `a,ann,1,9,13,fabrication,${note},He takes 10 mg of ramipril.,p1`,
    `a,ann,1,30,41,negation,${note},,p1`,
    `a,ben,1,9,13,fabrication,${note},,p1`,
    `b,ann,0,,,,Well. No pain.,,p2`,
    `b,ben,0,,,,Well. No pain.,,p2`,
  ].join("\n");
  const mapping = { ...LONG, start: "start", end: "end", type: "type", note: "note", corrected: "corrected" };
  const { id } = await bring(csv, { ...mapping, unit: "sentence", group: "patient" });
  const cases = await db.select().from(campaignCase).where(eq(campaignCase.campaignId, id));
  expect(cases.map(({ sentences, groupKey }) => `${groupKey} ${sentences}`).sort()).toEqual(["p1 3", "p2 2"]);
  const [row] = await db.select().from(campaign).where(eq(campaign.id, id));
  expect(row?.protocol).toMatchObject({ mode: "marks", taxonomy: { id: "creola@1" }, corrections: true });
  const { rate, agreement, byType } = await result(id);
  // The second sentence is a tie.
  expect(rate).toMatchObject({ numerator: 2, n: 5, unit: "sentence" });
  expect(agreement.spans.exact.value).toBeCloseTo(2 / 3, 12);
  expect(byType.find((part) => part.id === "fabrication")?.rate.numerator).toBe(1);
  const corrected = await db.select().from(assessment).where(eq(assessment.campaignId, id));
  expect(corrected.flatMap((each) => each.corrected ?? [])).toEqual(["He takes 10 mg of ramipril."]);
});

test("labels for rows of a dataset version: their texts come along, and unknown items are refused", async () => {
  await db.execute(`insert into dataset (id, project_id, name) values ('d', 'p', 'visits')`);
  await db.execute(`insert into dataset_version (id, project_id, dataset_id, number, type, digest, rows, bytes, split_counts, holds, origin)
    values ('v', 'p', 'd', 1, 'notes', 'x', 1, 1, '{}', 'synthetic', '{}')`);
  await db.execute(`insert into example (id, project_id, dataset_version_id, position, split, group_key, source, reference, source_hash, key, metadata)
    values ('e1', 'p', 'v', 0, 'test', 'patient 1', 'Patient: Well.', 'Feels well.', 'h', 'visit-1', '{}')`);
  const { id } = await bring("item,reader,label\nvisit-1,ann,1", LONG, { version: "v" });
  const [one] = await db.select().from(campaignCase).where(eq(campaignCase.campaignId, id));
  expect(one).toMatchObject({ item: "visit-1", groupKey: "patient 1", exampleId: "e1" });
  const unknown = bring("item,reader,label\nvisit-1,ann,1\nvisit-9,ann,0", LONG, { version: "v" });
  const error = await unknown.catch((reason) => reason);
  expect(error.cause.problems).toMatchObject([{ where: "row 3, column item" }]);
});

test("ten thousand labels are stored in one go", { timeout: 60_000 }, async () => {
  const rows = Array.from({ length: 5_000 }, (_, at) => `n${at},${at % 7 === 0 ? 1 : 0},${at % 11 === 0 ? 1 : 0}`);
  const begin = performance.now();
  const { id, labels } = await bring(["item,a,b", ...rows].join("\n"), { item: "item", reviewers: ["a", "b"] });
  expect(labels).toBe(10_000);
  process.stderr.write(`10,000 labels imported in ${Math.round(performance.now() - begin)} ms\n`);
  expect((await result(id)).rate.n).toBe(5_000);
});
