import type { ControlRequest } from "./campaign-request";
import type { Protocol } from "./protocol";

/** What speaks against a settled answer under this protocol; nothing where it fits. */
export function checkControl(
  { kind, truth, note, source, provenance }: Pick<ControlRequest, "kind" | "truth" | "note" | "source" | "provenance">,
  protocol: Protocol,
): string[] {
  const found: string[] = [];
  if (protocol.mode === "side-by-side") return ["a choice between two notes has no settled answer"];
  if (truth.verdict !== "clean" && truth.verdict !== "marked") found.push("the answer must be clean or marked");
  if (kind === "planted" && truth.verdict !== "marked") found.push("a planted error must be marked");
  if (kind === "clean" && truth.verdict !== "clean") found.push("a clean control must be clean");
  if (truth.verdict === "clean" && truth.marks.length > 0) found.push("a clean note has no marks");
  if (truth.verdict === "marked" && truth.marks.length === 0) found.push("a marked note has at least one mark");
  const types = new Set(protocol.taxonomy.types.map(({ id }) => id));
  const severities = new Set(protocol.severities.map(({ id }) => id));
  for (const mark of truth.marks) {
    const text = mark.kind === "error" ? note : source;
    if (mark.span.end > text.length) found.push("a mark lies outside of its text");
    if (mark.type !== null && !types.has(mark.type)) found.push(`the taxonomy has no type ${mark.type}`);
    if (mark.severity !== null && !severities.has(mark.severity)) found.push(`there is no severity ${mark.severity}`);
  }
  if (provenance.how === "edited" && !editsStand(note, provenance.edits)) {
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
