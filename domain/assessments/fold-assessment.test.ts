import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { expect, test } from "vitest";
import type { AssessmentChange, ChangeBody } from "./assessment-change";
import { compareChanges, EMPTY_DRAFT, foldAssessment } from "./fold-assessment";
import type { Mark } from "./mark";
import { missingFields, readAssessment } from "./missing-fields";

type Ordered = Pick<AssessmentChange, "clock" | "id" | "seconds" | "body">;

const random = xoroshiro128plus(51_966);
const below = (most: number): number => uniformInt(random, 0, most - 1);
const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;

const mark = (id: string, start: number): Mark => ({
  ...{ id, kind: "error", type: pick(["a", "b", null]), severity: null, evidence: null, comment: "" },
  span: { start, end: start + 1 + below(5) },
});

function makeBody(): ChangeBody {
  const id = `mark-${below(4)}`;
  return pick<ChangeBody>([
    { kind: "mark", mark: mark(id, below(50)) },
    { kind: "unmark", markId: id },
    { kind: "correct", corrected: pick([null, "better"]) },
    { kind: "unsure", unsure: below(2) === 0 },
    { kind: "comment", comment: `comment ${below(3)}` },
    { kind: "verdict", verdict: pick(["clean", "marked", null]), reason: null, strength: null },
  ]);
}

function shuffled<T>(items: readonly T[]): T[] {
  const left = [...items];
  return items.map(() => left.splice(below(left.length), 1)[0] as T);
}

/** Two tabs: each counts on from the highest clock that it has seen, and hears of the other now and then. */
function twoTabs(): Ordered[] {
  const seen = [0, 0];
  return Array.from({ length: below(30) }, (_, at) => {
    const tab = below(2);
    const clock = (seen[tab] ?? 0) + 1;
    seen[tab] = clock;
    if (below(3) === 0) seen[1 - tab] = Math.max(seen[1 - tab] ?? 0, clock);
    return { clock, id: `${pick(["x", "a", "m"])}-${at}-tab${tab}`, seconds: below(5), body: makeBody() };
  });
}

test("whatever the order of arrival and however often, changes fold to the same", () => {
  for (let round = 0; round < 500; round += 1) {
    const changes = twoTabs();
    const folded = foldAssessment(changes);
    const delivered = shuffled([...changes, ...changes.filter(() => below(3) === 0)]);
    expect(foldAssessment(delivered)).toEqual(folded);
    expect(folded.seconds).toBe(changes.reduce((sum, { seconds }) => sum + seconds, 0));
    const starts = folded.marks.map(({ span }) => span.start);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    expect(new Set(folded.marks.map(({ id }) => id)).size).toBe(folded.marks.length);
  }
});

test("in pieces, what was folded last is what a fold of everything gives", () => {
  for (let round = 0; round < 200; round += 1) {
    const changes = shuffled(twoTabs());
    const arrived: Ordered[] = [];
    for (const change of changes) arrived.push(change, ...arrived.slice(0, below(2)));
    expect(foldAssessment(arrived)).toEqual(foldAssessment(changes));
  }
});

test("the newest word of each thing counts, by clock and then by id", () => {
  for (let round = 0; round < 300; round += 1) {
    const changes = twoTabs();
    const order = [...changes].sort(compareChanges);
    const last = <K extends ChangeBody["kind"]>(kind: K) =>
      order
        .map(({ body }) => body)
        .filter((body): body is Extract<ChangeBody, { kind: K }> => body.kind === kind)
        .at(-1);
    const folded = foldAssessment(changes);
    expect(folded.comment).toBe(last("comment")?.comment ?? "");
    expect(folded.unsure).toBe(last("unsure")?.unsure ?? false);
    expect(folded.corrected).toBe(last("correct")?.corrected ?? null);
    expect(folded.verdict).toBe(last("verdict")?.verdict ?? null);
    for (const id of ["mark-0", "mark-1", "mark-2", "mark-3"]) {
      const of = order.filter(
        ({ body }) => (body.kind === "mark" && body.mark.id === id) || (body.kind === "unmark" && body.markId === id),
      );
      const newest = of.at(-1)?.body;
      expect(folded.marks.find((each) => each.id === id)).toEqual(newest?.kind === "mark" ? newest.mark : undefined);
    }
  }
});

test("nothing folds to nothing", () => {
  expect(foldAssessment([])).toEqual(EMPTY_DRAFT);
});

const RULES = { mode: "marks" as const, required: ["type", "severity", "evidence", "comment"] as const };
const rules = { ...RULES, required: [...RULES.required] };

test.each([
  ["no verdict", { verdict: null, marks: [mark("m", 1)] }, []],
  ["clean with an error", { verdict: "clean" as const, marks: [mark("m", 1)] }, ["verdict"]],
  [
    "clean with an omission alone",
    {
      verdict: "clean" as const,
      marks: [{ ...mark("m", 1), kind: "omission" as const, severity: "minor", comment: "x" }],
    },
    [],
  ],
  ["marked without a mark", { verdict: "marked" as const, marks: [] }, ["mark"]],
  ["cannot judge, and no word why", { verdict: "cannot-judge" as const, reason: " " }, ["reason"]],
  [
    "cannot judge, with marks on the way",
    { verdict: "cannot-judge" as const, reason: "my field", marks: [mark("m", 1)] },
    [],
  ],
])("%s waits for what is missing", (_, draft, fields) => {
  const whole = { ...EMPTY_DRAFT, ...draft };
  const found = missingFields(whole, rules).map(({ field }) => field);
  expect(found).toEqual(fields);
  expect(readAssessment(whole, rules) === null).toBe(whole.verdict === null || fields.length > 0);
});

test("each mark is asked for each required field that it lacks", () => {
  const bare = { ...mark("m", 1), type: null };
  const said = { ...bare, id: "n", type: "a", severity: "minor", evidence: "none" as const, comment: "why" };
  const draft = { ...EMPTY_DRAFT, verdict: "marked" as const, marks: [bare, said] };
  expect(missingFields(draft, rules)).toEqual(
    ["type", "severity", "evidence", "comment"].map((field) => ({ markId: "m", field })),
  );
  expect(missingFields(draft, { ...rules, required: [] })).toEqual([]);
});
