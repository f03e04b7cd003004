import { newId } from "../../identifiers";
import { checkTypes, readTypes } from "../label-taxonomy";
import { createLabelReader } from "../label-values";
import type { LabelledItem, LabelledReading, LabelledRound } from "../labelled-round";
import { NO_PLACE } from "../place-span";
import { SEVERITIES, UNRATED } from "../severities";
import type { LabelStudioOptions } from "./label-studio-options";
import { EVIDENCE, OMISSION, type ResultRules, readResult, type SaidOfTask } from "./read-result";
import { type ReadTask, readTasks } from "./read-tasks";
import type { LabelStudioResult } from "./task-schema";

const VERDICT = { positive: "marked", negative: "clean", "cannot-judge": "cannot-judge" } as const;

/** Choices that belong to no region: candidates for the verdict. */
function verdictChoices(results: readonly LabelStudioResult[]): LabelStudioResult[] {
  const regions = new Set(results.flatMap(({ type, id }) => (type === "labels" && id ? [id] : [])));
  return results.filter(({ type, id }) => type === "choices" && !regions.has(id ?? ""));
}

function findVerdict(results: readonly LabelStudioResult[][], named: string | undefined): string | null | string[] {
  if (named !== undefined) return named;
  const names = [
    ...new Set(results.flatMap((each) => verdictChoices(each).flatMap(({ from_name }) => from_name ?? []))),
  ];
  if (names.length <= 1) return names[0] ?? null;
  return names.includes("verdict") ? "verdict" : names;
}

function rulesOf(
  tasks: readonly ReadTask[],
  options: LabelStudioOptions,
  read: ReturnType<typeof readTasks>,
): ResultRules {
  const results = tasks.flatMap(({ given }) => given.map(({ result }) => result));
  const found = findVerdict(results, options.verdict);
  if (Array.isArray(found)) {
    const what = `There are several choices: ${found.slice(0, 9).join(", ")}.`;
    read.problems.add(null, null, what, "Say which one is the verdict.");
  }
  const verdict = Array.isArray(found) ? null : found;
  const sourceNames = new Set(["source", ...(read.keys.source === null ? [] : [read.keys.source])]);
  const all = results.flat();
  const chosen = all.filter(({ type, from_name }) => type === "choices" && from_name === verdict);
  const labels = all.flatMap(({ type, value, to_name }) =>
    type === "labels" && !sourceNames.has(to_name ?? "") ? (value?.labels ?? []) : [],
  );
  const names = new Set(labels.filter((label) => label !== EVIDENCE && label !== OMISSION));
  checkTypes(names, null, read.problems);
  return {
    problems: read.problems,
    types: readTypes(names),
    readChoice: createLabelReader(new Set(chosen.flatMap(({ value }) => value?.choices ?? [])), options),
    verdict,
    sourceNames,
    rated: all.some(({ from_name, type }) => type === "choices" && from_name === "severity"),
  };
}

function readingOf(of: { item: number; reader: number; seconds: number }, read: SaidOfTask, rules: ResultRules) {
  const { said, marks, corrected, comment } = read;
  if (said === null) return null;
  const unplaced = said === "positive" && marks.length === 0;
  const severity = rules.rated ? null : UNRATED.id;
  const type = rules.types.idOf("");
  const evidence = null;
  const whole = { id: newId(), kind: "error" as const, span: NO_PLACE, type, severity, evidence, comment: "" };
  const reading: LabelledReading = {
    ...of,
    verdict: VERDICT[said],
    marks: unplaced ? [whole] : marks,
    corrected,
    comment,
    reason: said === "cannot-judge" ? "The file says so." : null,
  };
  return reading;
}

/** What a project of Label Studio says, as a round. */
export function readLabelStudio(text: string, options: LabelStudioOptions): LabelledRound {
  const read = readTasks(text, options);
  const { tasks, problems } = read;
  const rules = rulesOf(tasks, options, read);
  const readers = new Map<string, number>();
  const items = new Map<string, LabelledItem>();
  const readings: LabelledReading[] = [];
  let missing = 0;
  for (const task of tasks) {
    if (items.has(task.item)) {
      problems.add(task.number, "item", "Another task has the same item.", "Give each task an item of its own.");
      continue;
    }
    const place = items.size;
    items.set(task.item, { ...task.facts, item: task.item, group: task.facts.group ?? task.item, exampleId: null });
    if (options.unit === "sentence" && task.facts.note === "") {
      problems.add(
        task.number,
        null,
        "The note's text is not there, and sentences cannot be counted.",
        "Name its key.",
      );
    }
    const here = new Set<string>();
    for (const { reader, seconds, skipped, result } of task.given) {
      if (skipped) {
        missing += 1;
        continue;
      }
      if (here.has(reader)) {
        problems.add(task.number, null, "The same reader annotated the task twice.", "Keep one.");
        continue;
      }
      here.add(reader);
      const number = readers.get(reader) ?? readers.size;
      readers.set(reader, number);
      const reading = readingOf({ item: place, reader: number, seconds }, readResult(result, task, rules), rules);
      if (reading) readings.push(reading);
    }
  }
  if (readings.length === 0 && problems.count === 0) {
    problems.add(null, null, `No task has ${options.readers}.`, "Export a project that was annotated.");
  }
  return {
    unit: options.unit,
    counted: "task",
    items: [...items.values()],
    readers: [...readers.keys()],
    readings,
    protocol: {
      taxonomy: rules.types.taxonomy,
      severities: rules.rated ? SEVERITIES : [UNRATED],
      omissions: readings.some(({ marks }) => marks.some(({ kind }) => kind === "omission")),
      corrections: readings.some(({ corrected }) => corrected !== null),
    },
    rows: tasks.length,
    missing,
    problems: problems.kept,
    problemCount: problems.count,
  };
}
