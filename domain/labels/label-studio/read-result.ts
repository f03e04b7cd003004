import type { Mark, Span } from "../../assessments/mark";
import { newId } from "../../identifiers";
import type { LabelProblems } from "../label-problem";
import type { ReadTypes } from "../label-taxonomy";
import type { Said } from "../label-values";
import { placeSpan } from "../place-span";
import { severityOf, UNRATED } from "../severities";
import type { ReadTask } from "./read-tasks";
import type { LabelStudioResult } from "./task-schema";

export const OMISSION = "omission";
export const EVIDENCE = "evidence";

export type ResultRules = {
  problems: LabelProblems;
  types: ReadTypes;
  /** Of a choice; null where it is not known. */
  readChoice: (value: string) => Said | null;
  /** The control whose choice is the verdict; null where nobody chooses. */
  verdict: string | null;
  /** Names that a region over the source may point to. */
  sourceNames: ReadonlySet<string>;
  /** Regions say how grave they are. */
  rated: boolean;
};

export type SaidOfTask = { said: Said | null; marks: Mark[]; corrected: string | null; comment: string };

const joined = (text: string | string[] | undefined): string => (Array.isArray(text) ? text.join("\n") : (text ?? ""));

type Region = { id: string; span: Span; labels: string[]; onSource: boolean };

function readRegion(result: LabelStudioResult, task: ReadTask, rules: ResultRules): Region | null {
  const onSource = rules.sourceNames.has(result.to_name ?? "");
  const text = onSource ? task.facts.source : task.facts.note;
  const { start, end, text: quote, labels = [] } = result.value ?? {};
  const cells = { start: String(start ?? ""), end: String(end ?? ""), quote: joined(quote) };
  const placed = placeSpan(cells, text === "" ? null : text, "utf-16");
  if ("what" in placed) {
    rules.problems.add(task.number, result.from_name ?? null, placed.what, "Correct the region in Label Studio.");
    return null;
  }
  return { id: result.id ?? newId(), span: placed.span, labels, onSource };
}

function markOf(region: Region, label: string, results: readonly LabelStudioResult[], rules: ResultRules): Mark {
  const own = results.filter(({ id, type }) => id === region.id && type !== "labels");
  const rating = own.find(({ from_name }) => from_name === "severity")?.value?.choices?.[0];
  const sought = own.find(({ from_name }) => from_name === EVIDENCE)?.value?.choices?.includes("none") ?? false;
  const omission = region.onSource;
  return {
    id: newId(),
    kind: omission ? "omission" : "error",
    span: region.span,
    type: omission ? null : rules.types.idOf(label),
    severity: rules.rated ? (rating === undefined ? null : severityOf(rating)) : UNRATED.id,
    evidence: sought ? "none" : null,
    comment: joined(own.find(({ type }) => type === "textarea")?.value?.text).slice(0, 4_000),
  };
}

/** Regions called evidence hang on the marks that a relation ties them to. */
function linkEvidence(
  marks: ReadonlyMap<string, Mark[]>,
  regions: readonly Region[],
  results: readonly LabelStudioResult[],
) {
  const evidence = new Map(
    regions.filter(({ labels }) => labels.includes(EVIDENCE)).map((each) => [each.id, each.span]),
  );
  for (const { type, from_id, to_id } of results) {
    if (type !== "relation") continue;
    const span = evidence.get(to_id ?? "") ?? evidence.get(from_id ?? "");
    const ofRegion = marks.get(from_id ?? "") ?? marks.get(to_id ?? "") ?? [];
    if (!span) continue;
    for (const mark of ofRegion) mark.evidence = [...(Array.isArray(mark.evidence) ? mark.evidence : []), span];
  }
}

const KNOWN = new Set(["labels", "choices", "textarea", "relation"]);

function readVerdict(results: readonly LabelStudioResult[], task: ReadTask, rules: ResultRules): Said | null {
  const chosen = results.find(({ type, from_name }) => type === "choices" && from_name === rules.verdict);
  const value = chosen?.value?.choices?.[0];
  if (value === undefined) return null;
  const said = rules.readChoice(value);
  if (said === null) {
    const what = `It is not known what the choice "${value.slice(0, 40)}" says.`;
    rules.problems.add(task.number, rules.verdict, what, "Name the choices that are positive and negative.");
  }
  return said;
}

/** What one annotation says: its marks, and its verdict where it names one. Nothing marked and nothing chosen is clean. */
export function readResult(results: readonly LabelStudioResult[], task: ReadTask, rules: ResultRules): SaidOfTask {
  for (const type of new Set(results.map((each) => each.type))) {
    if (!KNOWN.has(type)) {
      rules.problems.add(
        task.number,
        null,
        `A region is of type ${type.slice(0, 40)}.`,
        "Only labels and choices of plain text can be read.",
      );
    }
  }
  const regions = results.flatMap((result) =>
    result.type === "labels" ? (readRegion(result, task, rules) ?? []) : [],
  );
  const byRegion = new Map(
    regions.map((region) => {
      const labels = region.labels.filter((label) => label !== EVIDENCE);
      return [region.id, labels.map((label) => markOf(region, label, results, rules))];
    }),
  );
  linkEvidence(byRegion, regions, results);
  const marks = [...byRegion.values()].flat().sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const errors = marks.some(({ kind }) => kind === "error");
  const chosen = readVerdict(results, task, rules);
  if (chosen === "negative" && errors) {
    rules.problems.add(
      task.number,
      rules.verdict,
      "The choice says that nothing is wrong, and there are marks.",
      "Correct one.",
    );
  }
  const area = (name: string) => {
    const found = results.find(({ type, from_name }) => type === "textarea" && from_name === name)?.value?.text;
    return found === undefined ? null : joined(found);
  };
  const said = chosen ?? (marks.length > 0 ? "positive" : "negative");
  return { said, marks, corrected: area("corrected"), comment: (area("comment") ?? "").slice(0, 20_000) };
}
