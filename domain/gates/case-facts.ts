import type { Assessment, Mark } from "../assessments/mark";
import type { Protocol } from "../campaigns/protocol";

/** What an answer says of a note, as far as rates and agreement ask. */
export type Answer = {
  judged: boolean;
  /** The note was called wrong; without marks too, where readers only say yes or no. */
  marked: boolean;
  errors: readonly Mark[];
  omissions: number;
};

export type Reading = {
  assessmentId: string;
  reviewerId: string;
  answer: Answer;
  /** When it was given, as it stands now. */
  at: Date;
  /** What it said at first and when; absent where nothing was changed since. */
  first?: { answer: Answer; at: Date };
  late: boolean;
  /** A digest of the note as this reader would have it; absent or null where she corrected nothing. */
  correction?: string | null;
};

/** A note of the round with all that was said of it by readers of one kind. */
export type CaseFacts = {
  id: string;
  kind: "sample" | "planted" | "clean";
  /** Patient or document. */
  group: string;
  item: string;
  section: string | null;
  arm: string | null;
  weight: number;
  sentences: number;
  /** Sentences of the note in order; only where the unit asks for them and somebody marked it. */
  places: readonly { start: number; end: number }[];
  /** Readings that it was to have. */
  planned: number;
  readings: readonly Reading[];
  settled: { answer: Answer; at: Date } | null;
  /** It was settled on other readings than those that stand now, so that it is open again. */
  outlived?: boolean;
  /** Of a control: what is known of it. */
  truth?: Answer | null;
};

export function answerOf({ verdict, marks }: Pick<Assessment, "verdict" | "marks">): Answer {
  return {
    judged: verdict === "clean" || verdict === "marked",
    marked: verdict === "marked",
    errors: marks.filter(({ kind }) => kind === "error"),
    omissions: marks.filter(({ kind }) => kind === "omission").length,
  };
}

/** Which errors a rate counts. */
export type ErrorFilter = { severity?: "any" | "major"; type?: string; severityId?: string };

export function createErrorFilter({ severity = "any", type, severityId }: ErrorFilter, protocol: Protocol) {
  const major = new Set(protocol.severities.filter((each) => each.major).map(({ id }) => id));
  const takes = (mark: Mark) =>
    (severity === "any" || (mark.severity !== null && major.has(mark.severity))) &&
    (type === undefined || mark.type === type) &&
    (severityId === undefined || mark.severity === severityId);
  const all = severity === "any" && type === undefined && severityId === undefined;
  const open = (named: string | null, fits: boolean) => named === null || fits;
  const mayTake = (mark: Mark) =>
    open(mark.severity, severity === "any" || (mark.severity !== null && major.has(mark.severity))) &&
    open(mark.type, type === undefined || mark.type === type) &&
    open(mark.severity, severityId === undefined || mark.severity === severityId);
  const unnamed = (answer: Answer) => answer.marked && answer.errors.length === 0 && answer.omissions === 0;
  return {
    takes,
    /** Nobody named the kind or the severity of an error that may be one of these. */
    isOpen: (answer: Answer): boolean =>
      !all && !answer.errors.some(takes) && (unnamed(answer) || answer.errors.some(mayTake)),
    /** A yes without any mark is an error of unknown kind: it counts where every error does. An omission is none. */
    inNote: (answer: Answer): boolean => answer.errors.some(takes) || (all && unnamed(answer)),
  };
}
export type ErrorTaker = ReturnType<typeof createErrorFilter>;
