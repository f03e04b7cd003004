import { z } from "zod";
import { type Mark, markSchema } from "../assessments/mark";

/** What somebody decides of a case that readers differ on. */
export const settlingSchema = z.strictObject({
  case: z.string().min(1).max(64),
  /** The version that is replaced; 0 where the case was not settled yet. */
  after: z.int().min(0),
  verdict: z.enum(["clean", "marked", "cannot-judge"]),
  /** Of every mark of every reading: kept or not. */
  decisions: z
    .array(z.strictObject({ assessmentId: z.string().max(64), markId: z.string().max(40), kept: z.boolean() }))
    .max(20_000),
  /** Marks that no reader made. */
  added: z.array(markSchema).max(2_000).default([]),
  /** The whole note as it should read, a reader's or another; null where no correction stands. */
  corrected: z.string().min(1).max(400_000).nullable().default(null),
  reason: z.string().trim().min(1, "Say why.").max(4_000),
  seconds: z.number().min(0).max(86_400).default(0),
});
export type Settling = z.infer<typeof settlingSchema>;

export type ReadMarks = { assessmentId: string; marks: readonly Mark[] };

export type SettlingProblem = { where: string; what: string; remedy: string };

const nameOf = (assessmentId: string, markId: string) => `${assessmentId} ${markId}`;

/** What speaks against it: every mark is decided once, nothing else is, and the verdict fits what is kept. */
export function checkSettling(settling: Settling, readings: readonly ReadMarks[]): SettlingProblem[] {
  const problems: SettlingProblem[] = [];
  const given = new Set(readings.flatMap(({ assessmentId, marks }) => marks.map(({ id }) => nameOf(assessmentId, id))));
  const decided = settling.decisions.map(({ assessmentId, markId }) => nameOf(assessmentId, markId));
  const refuse = (what: string, remedy: string) => problems.push({ where: "decisions", what, remedy });
  if (decided.some((name) => !given.has(name))) {
    refuse("A mark was decided that no reading has.", "Load the case again: a reading may have changed.");
  }
  if (new Set(decided).size < decided.length) refuse("A mark was decided twice.", "Decide each once.");
  const open = [...given].filter((name) => !decided.includes(name)).length;
  if (open > 0) refuse(`${open} of the readers' marks ${open === 1 ? "is" : "are"} not decided.`, "Decide every mark.");
  const kept = settledMarks(settling, readings);
  const errors = kept.filter(({ kind }) => kind === "error").length;
  const say = (what: string, remedy: string) => problems.push({ where: "verdict", what, remedy });
  if (settling.verdict === "clean" && errors > 0) say("A clean note keeps no error.", "Drop the marks, or say marked.");
  if (settling.verdict === "cannot-judge" && kept.length > 0) {
    say("What cannot be judged keeps no marks.", "Drop the marks, or judge it.");
  }
  const anyMarks = given.size > 0 || settling.added.length > 0;
  if (settling.verdict === "marked" && anyMarks && kept.length === 0) {
    say("A marked note keeps at least one mark.", "Keep or add a mark, or say clean.");
  }
  if (settling.corrected !== null && settling.verdict !== "marked" && kept.length === 0) {
    problems.push({ where: "corrected", what: "A note that keeps nothing is not corrected.", remedy: "Leave it out." });
  }
  return problems;
}

/** The marks of the settled answer, in the order of their places. */
export function settledMarks({ decisions, added }: Settling, readings: readonly ReadMarks[]): Mark[] {
  const kept = new Set(decisions.filter((each) => each.kept).map((each) => nameOf(each.assessmentId, each.markId)));
  const taken = readings.flatMap(({ assessmentId, marks }) =>
    marks.filter(({ id }) => kept.has(nameOf(assessmentId, id))),
  );
  return [...taken, ...added].sort((one, other) => one.span.start - other.span.start || one.span.end - other.span.end);
}
