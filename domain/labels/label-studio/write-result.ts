import type { Assessment, Mark, Span } from "../../assessments/mark";
import { hasPlace } from "../place-span";
import { EVIDENCE } from "./read-result";

type Texts = { note: string; source: string };
type Said = Pick<Assessment, "verdict" | "marks" | "corrected" | "comment">;
export type WrittenResult = Record<string, unknown>;

const control = (from: string, to: string, type: string) => ({ from_name: from, to_name: to, type });

const placeOf = (span: Span, text: string) => ({ ...span, text: text.slice(span.start, span.end) });

function region(id: string, span: Span, { text, on, label }: { text: string; on: "note" | "source"; label: string }) {
  const from = on === "note" ? "label" : "source_label";
  return { id, ...control(from, on, "labels"), value: { ...placeOf(span, text), labels: [label] } };
}

function writeMark(mark: Mark, texts: Texts, untyped: string): WrittenResult[] {
  const omission = mark.kind === "omission";
  const on = omission ? ("source" as const) : ("note" as const);
  const text = texts[on];
  if (!hasPlace(mark.span)) return [];
  const place = placeOf(mark.span, text);
  const results: WrittenResult[] = [
    region(mark.id, mark.span, { text, on, label: omission ? "omission" : (mark.type ?? untyped) }),
  ];
  if (!omission && mark.severity !== null) {
    const value = { ...place, choices: [mark.severity] };
    results.push({ id: mark.id, ...control("severity", "note", "choices"), value });
  }
  if (!omission && mark.comment !== "") {
    const value = { ...place, text: [mark.comment] };
    results.push({ id: mark.id, ...control("mark_comment", "note", "textarea"), value });
  }
  if (!omission && mark.evidence === "none") {
    results.push({ id: mark.id, ...control(EVIDENCE, "note", "choices"), value: { ...place, choices: ["none"] } });
  }
  const evidence = Array.isArray(mark.evidence) ? mark.evidence : [];
  for (const [at, span] of evidence.entries()) {
    const id = `${mark.id}-e${at + 1}`;
    results.push(region(id, span, { text: texts.source, on: "source", label: "evidence" }));
    results.push({ type: "relation", from_id: mark.id, to_id: id, direction: "right" });
  }
  return results;
}

const VERDICTS: readonly string[] = ["clean", "marked", "cannot-judge"];

/** What one reader said, as regions and choices of the exported config. */
export function writeResult(id: string, said: Said, texts: Texts, untyped: string): WrittenResult[] {
  const results = said.marks.flatMap((mark) => writeMark(mark, texts, untyped));
  if (VERDICTS.includes(said.verdict)) {
    results.push({ id: `${id}-verdict`, ...control("verdict", "note", "choices"), value: { choices: [said.verdict] } });
  }
  for (const name of ["corrected", "comment"] as const) {
    const text = said[name];
    if (text) results.push({ id: `${id}-${name}`, ...control(name, "note", "textarea"), value: { text: [text] } });
  }
  return results;
}
