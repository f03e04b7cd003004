import Papa from "papaparse";
import { afterAll, expect, test } from "vitest";
import { labelStudioOptionsSchema } from "@/domain/labels/label-studio/label-studio-options";
import { cases, wrong } from "../gates/testing/gate-rig";
import { exportLabelStudio } from "./export-label-studio";
import { exportMarks } from "./export-marks";
import { createLabelRig, LONG } from "./testing/label-rig";

const rig = await createLabelRig();
afterAll(() => rig.database.drop());
const { db, bring, result, asLabels } = rig;
const of = (campaignId: string) => ({ projectId: "p", campaignId });

const SPANS = [
  "item,reader,label,start,end,type,note,source",
  'a,ann@example.org,1,9,13,dose,"He takes 5 mg.",Patient: 10 mg.',
  'a,ann@example.org,1,0,2,person,"He takes 5 mg.",Patient: 10 mg.',
  'a,ben,0,,,,"He takes 5 mg.",',
  'b,ben,1,0,4,dose,"=Ill.",',
].join("\n");
const MAPPING = { ...LONG, start: "start", end: "end", type: "type", note: "note", source: "source" };

test("marks leave one a row, what is clean with them, and readers under pseudonyms", async () => {
  const { id } = await bring(SPANS, MAPPING);
  const { text, fileName } = await exportMarks(db, of(id), "jsonl");
  expect(fileName).toBe("Labels-marks.jsonl");
  const rows = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(rows).toHaveLength(4);
  const dose = rows.find(({ item, type }) => item === "a" && type === "dose");
  expect(dose).toMatchObject({ start: 9, end: 13, text: "5 mg", severity: "not_rated", version: 1, verdict: "marked" });
  expect(rows.find(({ verdict }) => verdict === "clean")).toMatchObject({ item: "a", mark: null, start: null });
  expect(new Set(rows.map(({ reader }) => reader))).toEqual(new Set(["imported 1", "imported 2"]));
  expect(text).not.toContain("example.org");
});

test("as CSV it is the same, no cell runs as a formula, and it comes in again with the same rate", async () => {
  const { id } = await bring(SPANS, MAPPING);
  const { text } = await exportMarks(db, of(id), "csv");
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  expect(data).toHaveLength(4);
  expect(data.find(({ item }) => item === "b")?.text).toBe("'=Ill");
  const columns = { item: "item", reviewer: "reader", label: "verdict", start: "start", end: "end", type: "type" };
  const again = await bring(text, columns);
  const [first, second] = [await result(id), await result(again.id)];
  expect(second.rate).toEqual(first.rate);
  expect(second.agreement.overall.raw.value).toBe(first.agreement.overall.raw.value);
  expect(second.byType.map(({ rate }) => rate.value)).toEqual(first.byType.map(({ rate }) => rate.value));
});

test("a project for Label Studio comes back as the campaign that it was", async () => {
  const { id } = await bring(SPANS, MAPPING);
  const { config, tasks } = await exportLabelStudio(db, of(id));
  expect(config).toContain('<Label value="person"');
  expect(tasks.map(({ predictions }) => predictions.length).sort()).toEqual([1, 2]);
  const back = await asLabels().import({
    project: "notes",
    name: "Back",
    fileName: "tasks.json",
    text: JSON.stringify(tasks),
    reading: { format: "label-studio", options: labelStudioOptionsSchema.parse({ readers: "predictions" }) },
  });
  expect(back).toMatchObject({ items: 2, readers: 2, labels: 3 });
  const [before, after] = [await result(id), await result(back.id)];
  expect(after.rate).toEqual(before.rate);
  expect(after.agreement.spans.exact.value).toBe(before.agreement.spans.exact.value);
});

test("nothing leaves an open round, and none of another project", async () => {
  await rig.addRound({ id: "open", state: "open", cases: cases(2), say: () => wrong("x") });
  await expect(exportMarks(db, of("open"), "csv")).rejects.toMatchObject({ kind: "InvalidState" });
  await expect(exportLabelStudio(db, of("open"))).rejects.toMatchObject({ kind: "InvalidState" });
  await expect(exportMarks(db, { projectId: "q", campaignId: "open" }, "csv")).rejects.toMatchObject({
    kind: "NotFound",
  });
});

test("a reviewer brings no labels in", async () => {
  const reading = { format: "label-studio" as const, options: labelStudioOptionsSchema.parse({}) };
  const asked = { project: "notes", name: "No", fileName: "a.json", text: "[]", reading };
  await expect(asLabels(rig.people.reader).import(asked)).rejects.toMatchObject({ cause: { kind: "Forbidden" } });
  await expect(asLabels(rig.people.stranger).import(asked)).rejects.toThrow();
});
