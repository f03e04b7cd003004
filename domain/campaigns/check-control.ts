import { SIDES } from "../assessments/check-change";
import type { KnownAnswer } from "./campaign-request";
import type { Protocol } from "./protocol";

type Control = Pick<KnownAnswer, "kind" | "truth" | "note" | "source" | "provenance"> &
  Partial<Pick<KnownAnswer, "otherNote">>;

function checkChoice({ kind, truth, otherNote = null, provenance }: Control): string[] {
  const found: string[] = [];
  if (kind !== "practice") found.push("a settled choice is for practice, and not hidden among the cases");
  if (otherNote === null) found.push("a choice is between two notes");
  if (!SIDES.includes(truth.verdict)) found.push("the answer must be first, second or tie");
  if (truth.marks.length > 0) found.push("a choice has no marks");
  if (provenance.how !== "settled" || provenance.why.trim() === "") {
    found.push("say why, as readers are shown it behind their choice");
  }
  return found;
}

/** What speaks against a settled answer under this protocol; nothing where it fits. */
export function checkControl(control: Control, protocol: Protocol): string[] {
  if (protocol.mode === "side-by-side") return checkChoice(control);
  const { kind, truth, note, otherNote = null, source, provenance } = control;
  const found: string[] = [];
  if (otherNote !== null) found.push("only a round of choices has a second note");
  if (truth.verdict !== "clean" && truth.verdict !== "marked") found.push("the answer must be clean or marked");
  if (kind === "planted" && truth.verdict !== "marked") found.push("a planted error must be marked");
  if (kind === "clean" && truth.verdict !== "clean") found.push("a clean control must be clean");
  if (truth.verdict === "clean" && truth.marks.length > 0) found.push("a clean note has no marks");
  if (protocol.mode === "marks" && truth.verdict === "marked" && truth.marks.length === 0)
    found.push("a marked note has at least one mark");
  const types = new Set(protocol.taxonomy.types.map(({ id }) => id));
  const severities = new Set(protocol.severities.map(({ id }) => id));
  for (const mark of truth.marks) {
    const text = mark.kind === "error" ? note : source;
    if (mark.span.end > text.length) found.push("a mark lies outside of its text");
    if (mark.type !== null && !types.has(mark.type)) found.push(`the taxonomy has no type ${mark.type}`);
    if (mark.severity !== null && !severities.has(mark.severity)) found.push(`there is no severity ${mark.severity}`);
  }
  if (provenance.how !== "settled" && !editsStand(note, provenance.edits)) {
    found.push("the recorded edits are not in the note");
  }
  return found;
}

type Edit = { start: number; before: string; after: string };

/** Note as it was before; edits name places in that text and stand in its order. Null where they do not fit. */
export function undoEdits(note: string, edits: readonly Edit[]): string | null {
  let undone = note;
  for (const { start, before, after } of edits) {
    if (undone.slice(start, start + after.length) !== after) return null;
    undone = undone.slice(0, start) + before + undone.slice(start + after.length);
  }
  return undone;
}

const editsStand = (note: string, edits: readonly Edit[]) => undoEdits(note, edits) !== null;
