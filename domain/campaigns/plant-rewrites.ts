import { z } from "zod";
import type { Mark } from "../assessments/mark";
import type { KnownAnswer } from "./campaign-request";
import { createDraw, shuffle } from "./draw";
import { type EditFamily, FAMILY_NAMES, familyLabel } from "./edit-families";
import { aroundGap } from "./edits-of";
import type { Protocol } from "./protocol";

const spanSchema = z.object({ start: z.int().min(0), end: z.int().min(0) });

/** One edit of a rewrite; places are UTF-16, `start` in the original and `span` in the rewrite. */
export const rewriteEditSchema = z.object({
  start: z.int().min(0),
  before: z.string(),
  after: z.string(),
  span: spanSchema,
  family: z.string(),
  types: z.record(z.string(), z.string()),
  severity: z.enum(["minor", "major"]).nullable(),
});
export type RewriteEdit = z.infer<typeof rewriteEditSchema>;

/** A line of the table of rewrites, as far as planting asks. */
export const plantableLineSchema = z.object({
  id: z.string(),
  example: z.string(),
  kind: z.enum(["rewrite", "control"]),
  h: z.union([z.literal(0), z.literal(1)]),
  original: z.string(),
  text: z.string(),
  edits: z.array(rewriteEditSchema).min(1).max(20),
  /** Null where rules made it. */
  generated: z.record(z.string(), z.unknown()).nullable().default(null),
});
export type PlantableLine = z.infer<typeof plantableLineSchema>;

/** A wrong rewrite of a note that people wrote, before its texts are read. */
export type Plantable = {
  id: string;
  exampleId: string;
  /** Digest of the source. */
  source: string;
};

const isFamily = (family: string): family is EditFamily => FAMILY_NAMES.some((each) => each === family);

/** Wrong by nothing but the families asked for. */
export function isAskedFor({ kind, h, edits }: PlantableLine, families: readonly string[]): boolean {
  return kind === "rewrite" && h === 1 && edits.every(({ family }) => families.includes(family));
}

/** Made by rules alone: what a generator wrote may show that it was made, and readers would be better than they are. */
export const isByRule = ({ generated }: PlantableLine): boolean => generated === null;

/** One a source, in an order that the seed decides; sources that the round reads already come last. */
export function choosePlantable<One extends Plantable>(
  found: readonly One[],
  { seed, count, inRound }: { seed: number; count: number; inRound: ReadonlySet<string> },
): One[] {
  const once = new Map<string, One>();
  for (const each of shuffle(found, createDraw(seed, "planted by rule"))) {
    if (!once.has(each.source)) once.set(each.source, each);
  }
  const [others, known] = [false, true].map((read) =>
    [...once.values()].filter((each) => inRound.has(each.source) === read),
  );
  return [...(others ?? []), ...(known ?? [])].slice(0, count);
}

function severityIn({ severities }: Protocol, severity: RewriteEdit["severity"]): string | null {
  if (severity === null) return null;
  return severities.find(({ major }) => major === (severity === "major"))?.id ?? null;
}

function typeIn({ taxonomy }: Protocol, types: RewriteEdit["types"]): string | null {
  const type = types[taxonomy.id];
  return type !== undefined && taxonomy.types.some(({ id }) => id === type) ? type : null;
}

const wordsOf = ({ family, before, after }: RewriteEdit): string => {
  const was = before.trim() === "" ? "nothing" : `“${before.trim()}”`;
  return `${familyLabel(family)}: ${was} became ${after.trim() === "" ? "nothing" : `“${after.trim()}”`}.`.slice(
    0,
    4_000,
  );
};

/** Where a reader should find it; where words were only taken out, the words around the gap. */
function placeOf(text: string, { span }: RewriteEdit): Mark["span"] {
  return span.start < span.end ? { start: span.start, end: span.end } : aroundGap(text, span.start);
}

/** A planted error as a known case of the round: its answer is what the edits changed. */
export function plantRewrite(
  { text, edits }: Pick<PlantableLine, "text" | "edits">,
  of: { exampleId: string; source: string; section: string | null },
  protocol: Protocol,
  origin: { by: string; run: string; seed: number; newId: () => string },
): KnownAnswer {
  const { by, run, seed, newId } = origin;
  const marks = edits.map(
    (edit): Mark => ({
      id: newId(),
      kind: "error",
      span: placeOf(text, edit),
      type: typeIn(protocol, edit.types),
      severity: severityIn(protocol, edit.severity),
      evidence: null,
      comment: wordsOf(edit),
    }),
  );
  const plain = edits.map(({ start, before, after }) => ({ start, before, after }));
  const families = [...new Set(edits.map(({ family }) => family))].filter(isFamily);
  return {
    ...{ kind: "planted", note: text, otherNote: null, ...of },
    truth: { verdict: "marked", marks },
    provenance: { how: "rule", by, run, families, seed, edits: plain },
  };
}
