import { expect, test } from "vitest";
import type { AssessmentChange, ChangeBody } from "@/domain/assessments/assessment-change";
import { protocolSchema } from "@/domain/campaigns/protocol";
import { ChangeRecord } from "./change-record";
import { findDoubled, findHalved, findLost, findMisread, marksOf } from "./compare-marks";
import type { StoredRound } from "./reading-site";

const CASE = "case-one";
const AT = "2026-01-01T00:00:00.000Z";
const protocol = protocolSchema.parse({});
const NOTHING = new Map<string, AssessmentChange>();

const markBody = (id: string): ChangeBody => ({
  kind: "mark",
  mark: {
    ...{ id, kind: "error", span: { start: 0, end: 5 }, type: "fabricated" },
    ...{ severity: "minor", evidence: null, comment: "" },
  },
});
const VERDICT: ChangeBody = { kind: "verdict", verdict: "marked", reason: null, strength: null };

function change(clock: number, body: ChangeBody): AssessmentChange {
  const told = { madeAt: AT, seconds: 1_000, noteDigest: "a".repeat(64), hintsShown: false };
  return { id: `change-${clock}`, assignmentId: CASE, clock, ...told, body };
}

const MADE = [change(1, markBody("mark-number-1")), change(2, VERDICT)];

/** A reader who saw the tick of what she made with one key. */
function recordOf(changes: readonly AssessmentChange[], ticked = true): ChangeRecord {
  const record = new ChangeRecord();
  record.make("page", changes);
  if (ticked) record.tick("page");
  return record;
}

type Version = Partial<StoredRound["versions"][number]>;

function storedOf(changes: readonly AssessmentChange[], versions: readonly Version[] = []): StoredRound {
  const rows = changes.map(({ noteDigest: _, madeAt, seconds, ...kept }) => ({
    ...{ ...kept, madeAt: new Date(madeAt), receivedAt: new Date(madeAt), projectId: "p" },
    seconds: Math.min(seconds, 900),
  }));
  const said = { corrected: null, unsure: false, comment: "", reason: null, strength: null };
  const of = { projectId: "p", campaignId: "c", caseId: "c", assignmentId: CASE, reviewerId: "r", noteDigest: "" };
  const counted = { seconds: 900, hintsShown: false, late: false, createdAt: new Date(AT), marks: [] };
  const version = { id: "a", version: 1, current: true, verdict: "marked" as const };
  return { changes: rows, versions: versions.map((more) => ({ ...of, ...said, ...counted, ...version, ...more })) };
}

const kinds = (faults: readonly { kind: string; id: string }[]) => faults.map(({ kind, id }) => `${kind} ${id}`);

test("a ticked change is lost where neither database nor browser has it; one without its tick may be gone", () => {
  const [first] = MADE;
  if (!first) throw new Error("Nothing was made.");
  expect(kinds(findLost(recordOf(MADE).list(), storedOf([first]), NOTHING))).toEqual(["lost change-2"]);
  expect(findLost(recordOf(MADE).list(), storedOf([first]), new Map(MADE.map((each) => [each.id, each])))).toEqual([]);
  expect(findLost(recordOf(MADE, false).list(), storedOf([first]), NOTHING)).toEqual([]);
});

test("what is kept otherwise than it was made is changed, wherever it is, also without its tick", () => {
  const other = change(1, markBody("mark-number-2"));
  for (const ticked of [true, false]) {
    const entries = recordOf(MADE.slice(0, 1), ticked).list();
    expect(kinds(findLost(entries, storedOf([other]), NOTHING))).toEqual(["changed change-1"]);
    expect(kinds(findLost(entries, storedOf([]), new Map([[other.id, other]])))).toEqual(["changed change-1"]);
  }
});

test("of what one key made there is all or nothing", () => {
  const entries = recordOf(MADE, false).list();
  expect(kinds(findHalved(entries, storedOf(MADE.slice(1))))).toEqual(["halved change-1"]);
  expect(findHalved(entries, storedOf(MADE))).toEqual([]);
  expect(findHalved(entries, storedOf([]))).toEqual([]);
});

test("the same change under a second name is doubled, and so are two assessments of now", () => {
  const again = MADE.map((each) => ({ ...each, id: `${each.id}-again` }));
  expect(findDoubled(storedOf(MADE, [{}]))).toEqual([]);
  expect(kinds(findDoubled(storedOf([...MADE, ...again.slice(0, 1)])))).toEqual(["doubled change-1-again"]);
  expect(kinds(findDoubled(storedOf(MADE, [{}, { version: 2 }])))).toEqual([`doubled ${CASE}`]);
  expect(findDoubled(storedOf(MADE, [{}, { version: 2, current: false }]))).toEqual([]);
});

test("the assessment is what the record comes to: no less, no more, and no other", () => {
  const entries = recordOf(MADE).list();
  const [made] = MADE;
  const marks = made?.body.kind === "mark" ? [made.body.mark] : [];
  const misread = (versions: Version[], of = MADE) => findMisread(entries, storedOf(of, versions), protocol);
  expect(misread([{ marks }])).toEqual([]);
  expect(misread([])).toMatchObject([{ what: "no assessment" }]);
  expect(misread([{ marks: [] }])).toMatchObject([{ what: "assessment of version 1" }]);
  expect(misread([{ marks, verdict: "clean" }])).toHaveLength(1);
  expect(misread([{ marks }], MADE.slice(0, 1))).toMatchObject([{ what: "an assessment too many" }]);
  expect(marksOf(storedOf(MADE), CASE)).toEqual(["mark-number-1"]);
});
