import { expect, test } from "vitest";
import type { Mark } from "../../assessments/mark";
import { protocolSchema } from "../../campaigns/protocol";
import { CREOLA } from "../../campaigns/taxonomy";
import { SOURCE_KEY, writeLabelConfig } from "./label-config";
import { labelStudioOptionsSchema } from "./label-studio-options";
import { readLabelStudio } from "./read-label-studio";
import { writeResult } from "./write-result";

const NOTE = "He takes 5 mg. 🩺 No pain.";
const SOURCE = "Patient: I take 10 mg, and my knee hurts.";
const options = (more: object = {}) => labelStudioOptionsSchema.parse(more);

const label = (start: number, end: number, name: string, more: object = {}) => ({
  ...{ id: `r${start}`, from_name: "label", to_name: "text", type: "labels" },
  value: { start, end, text: NOTE.slice(start, end), labels: [name] },
  ...more,
});

const task = (annotations: object[], more: object = {}) => ({ id: 7, data: { text: NOTE }, annotations, ...more });
const read = (tasks: unknown, more: object = {}) => readLabelStudio(JSON.stringify(tasks), options(more));

test("several annotators, by number, address or name; what nobody marked is clean, what was skipped is missing", () => {
  const round = read([
    task([
      { completed_by: 1, lead_time: 12.5, result: [label(9, 13, "Dose")] },
      { completed_by: { id: 2, email: "ann@example.org" }, result: [] },
      { completed_by: { id: 3, first_name: "Ben", last_name: "Ott" }, was_cancelled: true, result: [] },
    ]),
  ]);
  expect(round.problems).toEqual([]);
  expect(round.readers).toEqual(["annotator 1", "ann@example.org"]);
  expect(round.items).toMatchObject([{ item: "7", note: NOTE, source: "" }]);
  expect(round.missing).toBe(1);
  expect(round.readings).toMatchObject([
    { reader: 0, verdict: "marked", seconds: 12.5, marks: [{ span: { start: 9, end: 13 }, type: "dose" }] },
    { reader: 1, verdict: "clean", marks: [] },
  ]);
  expect(round.protocol.taxonomy.types).toMatchObject([{ id: "dose", label: "Dose" }]);
});

test("places are held to the words that the file names, and only plain text is taken", () => {
  const moved = label(10, 14, "Dose");
  moved.value.text = "5 mg";
  const other = { id: "h", from_name: "label", to_name: "text", type: "hypertextlabels", value: { labels: ["Dose"] } };
  const round = read([task([{ completed_by: 1, result: [moved, label(20, 90, "Dose"), other] }])]);
  expect(round.problems.map(({ row, what }) => `${row} ${what.slice(0, 28)}`)).toEqual(
    ["1 A region is of type hypertext", "1 The words at these offsets a", "1 The place ends behind the no"].map(
      (each) => each.slice(0, 30),
    ),
  );
});

test("choices are a verdict: known words, named values, and none that nobody knows", () => {
  const choose = (value: string) => ({
    id: "c",
    from_name: "ok",
    to_name: "text",
    type: "choices",
    value: { choices: [value] },
  });
  const tasks = ["faithful", "hallucinated", "odd"].map((value, at) =>
    task([{ completed_by: 1, result: [choose(value)] }], { id: at }),
  );
  const refused = read(tasks);
  expect(refused.problems).toMatchObject([
    { row: 1, column: "ok" },
    { row: 3, column: "ok" },
  ]);
  const named = read(tasks, { negative: ["faithful", "odd"] });
  expect(named.readings.map(({ verdict }) => verdict)).toEqual(["clean", "marked", "clean"]);
});

test("two annotations of one reader, tasks of one item, and what is no list of tasks", () => {
  const twice = task([
    { completed_by: 1, result: [] },
    { completed_by: 1, result: [] },
  ]);
  expect(read([twice, twice]).problems.map(({ row }) => row)).toEqual([1, 2]);
  expect(read({ tasks: [] }).problems).toMatchObject([{ row: null }]);
  expect(readLabelStudio("no json", options()).problems[0]?.what).toContain("no JSON");
  expect(read([{ data: 1 }]).problems).toMatchObject([{ row: 1, column: "data" }]);
  expect(read([{ data: { text: "x" } }]).problems[0]?.what).toContain("annotations");
});

const mark = (more: Partial<Mark>): Mark => ({
  ...{ id: "mark-000001", kind: "error", span: { start: 9, end: 13 }, type: "fabrication" },
  ...{ severity: "major", evidence: [{ start: 16, end: 21 }], comment: "Ten." },
  ...more,
});

test("what is written is read back as it was: marks, severities, evidence, omissions, correction, comment", () => {
  const marks = [
    mark({}),
    mark({ id: "mark-000002", kind: "omission", span: { start: 30, end: 40 }, type: null, evidence: null }),
    mark({ id: "mark-000003", span: { start: 17, end: 25 }, evidence: "none", comment: "" }),
  ];
  const said = { verdict: "marked" as const, marks, corrected: "He takes 10 mg.", comment: "Look again." };
  const texts = { note: NOTE, source: SOURCE };
  const result = writeResult("a1", said, texts, "fabrication");
  const clean = writeResult(
    "a2",
    { ...said, verdict: "clean", marks: [], corrected: null, comment: "" },
    texts,
    "fabrication",
  );
  const predictions = [
    { model_version: "reader 1", result },
    { model_version: "reader 2", result: clean },
  ];
  const round = read([{ data: { note: NOTE, [SOURCE_KEY]: SOURCE, item: "a" }, predictions }], {
    readers: "predictions",
  });
  expect(round.problems).toEqual([]);
  expect(round.readers).toEqual(["reader 1", "reader 2"]);
  expect(round.readings[1]).toMatchObject({ verdict: "clean", marks: [] });
  expect(round.readings[0]).toMatchObject({ verdict: "marked", corrected: "He takes 10 mg.", comment: "Look again." });
  expect(round.readings[0]?.marks).toMatchObject([
    {
      kind: "error",
      span: { start: 9, end: 13 },
      type: "fabrication",
      severity: "major",
      comment: "Ten.",
      evidence: [{ start: 16, end: 21 }],
    },
    { kind: "error", span: { start: 17, end: 25 }, evidence: "none" },
    { kind: "omission", span: { start: 30, end: 40 }, type: null },
  ]);
  expect(round.items[0]?.source).toBe(SOURCE);
  expect(round.protocol.omissions).toBe(true);
});

test("the config names every type and severity, and escapes what XML would take for its own", () => {
  const types = [{ id: "dose", label: 'Dose < "5" & more', description: "" }];
  const config = writeLabelConfig(protocolSchema.parse({ taxonomy: { id: "own@1", types } }));
  expect(config).toContain('value="$source_text"');
  expect(config).toContain('<Label value="dose" hint="Dose &lt; &quot;5&quot; &amp; more"');
  for (const value of ["minor", "major", "clean", "marked", "cannot-judge"])
    expect(config).toContain(`value="${value}"`);
  const bare = writeLabelConfig(protocolSchema.parse({ taxonomy: CREOLA, omissions: false, corrections: false }));
  expect(bare).not.toMatch(/omission|corrected/);
});

test("the export of a running Label Studio 1.23: predictions by id, a guess inside, a task nobody read, a skipped one", () => {
  const place = { start: 9, end: 13, text: "5 mg" };
  const beside = { id: 22, drafts: [], predictions: [1, 2], meta: {}, file_upload: null, project: 1, updated_by: 1 };
  const region = { id: "Ab1", to_name: "note", origin: "manual" };
  const prediction = { id: 31, result: [], model_version: "reader 2", score: null, task: 21 };
  const annotation = {
    ...{ id: 21, completed_by: 1, was_cancelled: false, lead_time: 30, prediction, parent_prediction: null },
    result: [
      { ...region, from_name: "label", type: "labels", value: { ...place, labels: ["contradiction"] } },
      { ...region, from_name: "severity", type: "choices", value: { ...place, choices: ["major"] } },
      { ...region, from_name: "mark_comment", type: "textarea", value: { ...place, text: ["not so"] } },
      { ...region, id: "v", from_name: "verdict", type: "choices", value: { choices: ["marked"] } },
    ],
  };
  const data = { item: "visit", note: NOTE, source: SOURCE, arm: null };
  const tasks = [
    { ...beside, data, annotations: [annotation] },
    { ...beside, data: { ...data, item: "other" }, annotations: [] },
    {
      ...beside,
      data: { ...data, item: "skipped" },
      annotations: [{ ...annotation, was_cancelled: true, result: [] }],
    },
  ];
  const round = read(tasks);
  expect(round.problems).toEqual([]);
  expect([round.items.length, round.readers, round.missing]).toEqual([3, ["annotator 1"], 1]);
  expect(round.readings).toMatchObject([
    { verdict: "marked", seconds: 30, marks: [{ span: { start: 9, end: 13 }, severity: "major", comment: "not so" }] },
  ]);
  expect(read(tasks, { readers: "predictions" }).problems[0]).toMatchObject({ row: 1, column: "predictions" });
  const short = { id: 21, note: NOTE, label: [place], annotator: 1, annotation_id: 21 };
  expect(read([short]).problems[0]?.what).toContain("JSON-MIN");
});
