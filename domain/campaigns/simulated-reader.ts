import { z } from "zod";
import type { Assessment } from "../assessments/mark";
import type { Draw } from "./draw";
import type { Protocol } from "./protocol";

/** How often a simulated reader marks a note that has an error, and passes one that has none. */
export const simulatedSkillSchema = z.strictObject({
  sensitivity: z.number().min(0).max(1),
  specificity: z.number().min(0).max(1),
  /** How often it also writes what should stand instead of a note that it found wrong; left out: never. */
  corrects: z.number().min(0).max(1).optional(),
});
export type SimulatedSkill = z.infer<typeof simulatedSkillSchema>;

export const FINDING_TYPES = ["fabricated", "contradiction", "unsupported_detail", "no_statement"] as const;

/** A place of a note that the facts of its example do not support (`python -m runners check-notes`). */
export const findingSchema = z.object({
  start: z.int().min(0),
  end: z.int().min(1),
  type: z.enum(FINDING_TYPES),
  severity: z.enum(["major", "minor"]),
});
export type Finding = z.infer<typeof findingSchema>;

type Place = { start: number; end: number };
/** `reference` says what the facts say, and nothing else. */
export type KnownCase = { findings: readonly Finding[]; sentences: readonly Place[]; reference?: string | null };

const PARTS = 1_000_000;
/** Of one case; the protocol takes no more. */
const MOST_MARKS = 2_000;

const short = (share: number) => share.toFixed(2).replace(/^0/, "");

export const simulatedName = (number: number, { sensitivity, specificity }: SimulatedSkill): string =>
  `Simulated reader ${number} (sensitivity ${short(sensitivity)}, specificity ${short(specificity)})`;

/** The finding in words of the taxonomy at hand, the nearest first; its first type where it knows none of them. */
const WORDS: Readonly<Record<Finding["type"], readonly string[]>> = {
  fabricated: ["fabricated", "fabrication"],
  contradiction: ["contradiction", "negation"],
  unsupported_detail: ["unsupported_detail", "contextual"],
  no_statement: ["no_statement", "fabricated", "contextual"],
};

function typeIn({ taxonomy }: Protocol, type: Finding["type"]): string | null {
  const known = new Set(taxonomy.types.map(({ id }) => id));
  return WORDS[type].find((word) => known.has(word)) ?? taxonomy.types[0]?.id ?? null;
}

function severityIn({ severities }: Protocol, severity: Finding["severity"]): string | null {
  const major = severity === "major";
  return (severities.find((each) => each.major === major) ?? severities[0])?.id ?? null;
}

const happens = (share: number, draw: Draw): boolean => draw(PARTS) < Math.round(share * PARTS);

/** Somewhere that is right: what a reader marks who sees an error where none is. */
function wrongFinding({ sentences }: KnownCase, draw: Draw): Finding[] {
  const place = sentences[draw(Math.max(1, sentences.length))];
  return place ? [{ start: place.start, end: place.end, type: "unsupported_detail", severity: "minor" }] : [];
}

type Reading = Pick<Assessment, "verdict" | "corrected"> & { marks: Omit<Assessment["marks"][number], "id">[] };

/** What a reader of this skill says of a case whose truth is known; the same from the same draw. */
export function simulateReading(known: KnownCase, skill: SimulatedSkill, protocol: Protocol, draw: Draw): Reading {
  const said = judge(known, skill, protocol, draw);
  const takes = protocol.corrections && said.verdict === "marked" && known.findings.length > 0 && known.reference;
  return { ...said, corrected: takes && happens(skill.corrects ?? 0, draw) ? takes : null };
}

function judge(
  known: KnownCase,
  { sensitivity, specificity }: SimulatedSkill,
  protocol: Protocol,
  draw: Draw,
): Omit<Reading, "corrected"> {
  const wrong = known.findings.length > 0;
  const marks = happens(wrong ? sensitivity : 1 - specificity, draw);
  const found = !marks ? [] : wrong ? known.findings : wrongFinding(known, draw);
  if (found.length === 0) return { verdict: "clean", marks: [] };
  if (protocol.mode !== "marks") return { verdict: "marked", marks: [] };
  return {
    verdict: "marked",
    marks: found.slice(0, MOST_MARKS).map(({ start, end, type, severity }) => ({
      kind: "error",
      span: { start, end },
      type: typeIn(protocol, type),
      severity: severityIn(protocol, severity),
      evidence: "none",
      comment: protocol.required.includes("comment") ? `Simulated: ${type.replace("_", " ")}.` : "",
    })),
  };
}
