import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { adjudication, assessment } from "@/db/schema/assessments";
import { auditEntry } from "@/db/schema/audit";
import { CLEAN, cases, createGateRig, type GateRig, wrong } from "./testing/gate-rig";

const at = { project: "notes", campaign: "round" };
let rig: GateRig;

beforeAll(async () => {
  rig = await createGateRig();
  // 0: both wrong, of other types. 1: one only. 2: agree on nothing wrong. 3: the same place, another severity.
  const say = (place: number, { id }: { id: string }) => {
    const first = id === "vera";
    if (place === 0) return wrong(`a${id}`, { type: first ? "fabricated" : "contradiction" });
    if (place === 1) return first ? wrong("b-vera") : CLEAN;
    if (place === 3) return wrong(`d${id}`, { severity: first ? "minor" : "major" });
    if (place === 4) return first ? { verdict: "cannot-judge" as const } : CLEAN;
    return CLEAN;
  };
  await rig.addRound({ id: "round", cases: cases(6), say });
});
afterAll(() => rig.database.drop());

const decide = (...decided: [place: number, reader: string, mark: string, kept: boolean][]) =>
  decided.map(([place, reader, mark, kept]) => ({
    assessmentId: `round-said-${place}-${reader}`,
    markId: `marked-as-${mark}`,
    kept,
  }));

const settling = (place: number, more: object = {}) => ({
  ...{ ...at, case: `round-case-${place}`, after: 0, reason: "Read it again with the source." },
  ...{ verdict: "marked" as const, decisions: [] },
  ...more,
});

describe("disagreements", () => {
  test("are those whose verdicts differ first, each with what differs", async () => {
    const { items, total, open, settled } = await rig.as(rig.people.researcher).disagreements(at);
    expect([total, open, settled]).toEqual([4, 4, 0]);
    expect(items.map(({ caseId, differs }) => [caseId, differs])).toEqual([
      ["round-case-1", ["verdict"]],
      ["round-case-4", ["judged"]],
      ["round-case-0", ["type"]],
      ["round-case-3", ["severity"]],
    ]);
    expect(items[0]?.readings.map(({ reviewer, verdict }) => [reviewer.name, verdict]).sort()).toEqual([
      ["rolf", "clean"],
      ["vera", "marked"],
    ]);
    const severe = await rig.as(rig.people.researcher).disagreements({ ...at, differs: "severity" });
    expect(severe.items.map(({ caseId }) => caseId)).toEqual(["round-case-3"]);
  });
});

describe("settling", () => {
  test.each([
    ["a mark undecided", settling(1), "decisions"],
    ["a mark of no reading", settling(1, { decisions: decide([1, "vera", "none", true]) }), "decisions"],
    ["marked with nothing kept", settling(1, { decisions: decide([1, "vera", "b-vera", false]) }), "verdict"],
    [
      "clean with a mark kept",
      settling(1, { verdict: "clean", decisions: decide([1, "vera", "b-vera", true]) }),
      "verdict",
    ],
    [
      "a mark outside of the note",
      settling(1, {
        decisions: decide([1, "vera", "b-vera", true]),
        added: [{ ...wrong("out").marks?.[0], span: { start: 0, end: 9_999 } }],
      }),
      "added",
    ],
  ])("refuses %s", async (_, given, where) => {
    const refused = rig.as(rig.people.investigator).settling.settle(given);
    await expect(refused).rejects.toMatchObject({
      code: "UNPROCESSABLE_CONTENT",
      cause: { problems: expect.arrayContaining([expect.objectContaining({ where })]) },
    });
  });

  test("stands beside the readings, counts before them, and is told in the chain", async () => {
    const before = await rig.as(rig.people.researcher).result(at);
    expect(before.result?.rate.numerator).toBe(3);
    const readings = () => rig.db.select().from(assessment).orderBy(assessment.id);
    const were = await readings();
    const given = settling(1, { verdict: "clean", decisions: decide([1, "vera", "b-vera", false]) });
    expect(await rig.as(rig.people.investigator).settling.settle(given)).toEqual({ version: 1 });
    expect(await readings()).toEqual(were);
    const after = await rig.as(rig.people.researcher).result(at);
    expect(after.result?.rate.numerator).toBe(2);
    expect(after.result?.counts).toMatchObject({ settled: 1, tied: 0 });
    expect(after.result?.agreement.overall.raw).toEqual(before.result?.agreement.overall.raw);
    const [row] = await rig.db.select().from(adjudication).where(eq(adjudication.caseId, "round-case-1"));
    expect(row).toMatchObject({ decidedBy: "ines", reason: given.reason, marks: [], version: 1, current: true });
    expect(row?.assessmentIds.sort()).toEqual(["round-said-1-rolf", "round-said-1-vera"]);
    const told = and(eq(auditEntry.action, "adjudication.write"), eq(auditEntry.subjectId, row?.id ?? ""));
    const [entry] = await rig.db.select().from(auditEntry).where(told);
    expect(entry).toMatchObject({ actorId: "ines", subject: "adjudication" });
    expect(entry?.facts).not.toContain(given.reason);
  });

  test("a second thought is a new version; whoever saw the old one is told", async () => {
    const keep = { decisions: decide([1, "vera", "b-vera", true]) };
    await expect(rig.as(rig.people.admin).settling.settle(settling(1, keep))).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("Somebody else settled"),
    });
    expect(await rig.as(rig.people.admin).settling.settle(settling(1, { ...keep, after: 1 }))).toEqual({ version: 2 });
    const rows = await rig.db.select().from(adjudication).where(eq(adjudication.caseId, "round-case-1"));
    expect(rows.map(({ version, current }) => [version, current]).sort()).toEqual([
      [1, false],
      [2, true],
    ]);
    const shown = await rig.as(rig.people.admin).settling.case({ ...at, case: "round-case-1" });
    expect(shown.settled).toMatchObject({ version: 2, verdict: "marked", by: "ada", stale: false });
  });

  test("keeps one of two marks of the same place, and its severity counts", async () => {
    const decisions = decide([3, "vera", "dvera", false], [3, "rolf", "drolf", true]);
    await rig.as(rig.people.investigator).settling.settle(settling(3, { decisions }));
    const { result } = await rig.as(rig.people.researcher).result(at);
    expect(result?.majorRate.numerator).toBe(1);
    expect(result?.bySeverity.find(({ id }) => id === "minor")?.rate.numerator).toBe(2);
  });

  test("is not for who read the case, and not where only one did", async () => {
    await rig.addRound({
      ...{ id: "own", cases: cases(2) },
      readers: [{ id: "ines", userId: "ines" }, { id: "rolf" }],
      say: (place, { id }) => (place === 0 ? (id === "ines" ? wrong("own") : CLEAN) : id === "rolf" ? CLEAN : null),
    });
    const asked = { ...at, campaign: "own" };
    const of = (who: keyof typeof rig.people) => rig.as(rig.people[who]).settling;
    expect((await of("investigator").list(asked)).items).toMatchObject([{ caseId: "own-case-0", own: true }]);
    expect((await of("admin").list(asked)).items).toMatchObject([{ caseId: "own-case-0", own: false }]);
    expect(await of("investigator").case({ ...asked, case: "own-case-0" })).toMatchObject({ own: true, timed: true });
    expect(await of("admin").case({ ...asked, case: "own-case-0" })).toMatchObject({ own: false, timed: false });
    const given = { ...settling(0), campaign: "own", case: "own-case-0", verdict: "clean" as const };
    const decisions = [{ assessmentId: "own-said-0-ines", markId: "marked-as-own", kept: false }];
    await expect(rig.as(rig.people.investigator).settling.settle({ ...given, decisions })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    expect(await rig.as(rig.people.admin).settling.settle({ ...given, decisions })).toEqual({ version: 1 });
    const alone = { ...given, case: "own-case-1", decisions: [] };
    await expect(rig.as(rig.people.admin).settling.settle(alone)).rejects.toMatchObject({ code: "CONFLICT" });
  });
});
