import type { Assessment, Mark } from "./mark";

type Answer = Pick<Assessment, "verdict" | "marks">;

export type PracticeFeedback = {
  /** The verdict agrees, and every settled error was found. */
  right: boolean;
  /** Of the settled marks. */
  found: string[];
  missed: string[];
  /** The reader's marks that meet no settled one. */
  extra: string[];
  /** Found, with another type or severity; these cost nothing. */
  named: { markId: string; settledId: string; type: boolean; severity: boolean }[];
};

const meets = (one: Mark, other: Mark): boolean =>
  one.kind === other.kind && one.span.start < other.span.end && other.span.start < one.span.end;

export function scorePractice(settled: Answer, given: Answer): PracticeFeedback {
  const match = (mark: Mark) => given.marks.find((each) => meets(each, mark));
  const found = settled.marks.filter((mark) => match(mark));
  const missed = settled.marks.filter((mark) => !match(mark));
  const extra = given.marks.filter((mark) => !settled.marks.some((each) => meets(each, mark)));
  const named = found.flatMap((mark) => {
    const own = match(mark);
    if (!own) return [];
    const type = mark.type === null || own.type === mark.type;
    const severity = mark.severity === null || own.severity === mark.severity;
    return type && severity ? [] : [{ markId: own.id, settledId: mark.id, type, severity }];
  });
  const errorsFound = missed.every(({ kind }) => kind !== "error");
  const ids = (marks: readonly Mark[]) => marks.map(({ id }) => id);
  return {
    right: given.verdict === settled.verdict && (given.marks.length === 0 || errorsFound),
    found: ids(found),
    missed: ids(missed),
    extra: ids(extra),
    named,
  };
}
