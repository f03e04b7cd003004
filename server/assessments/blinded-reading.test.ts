import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Verdict } from "@/domain/assessments/mark";
import { createBlindedRig, type Heard } from "./testing/blinded-rig";
import { createChanges } from "./testing/changes";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 300_000 });

let rig: Awaited<ReturnType<typeof createBlindedRig>>;

beforeAll(async () => {
  rig = await createBlindedRig();
});
afterAll(() => rig.close());

/** Written a second time and by hand: a field that is added anywhere is a difference, whatever it holds. */
const FIELDS = {
  round: "campaign title state mode done total practice protocol leaseMinutes",
  practice: "needed passed done total passMark score",
  protocol:
    "mode unit inferenceAllowed trueButAbsentIsError taxonomy severities omissions corrections hints required instructions examples",
  next: "cases none",
  case: "assignmentId practice position total note otherNote source section changes state leasedUntil",
  note: "text digest sentences",
  source: "text digest turns",
  earlier: "assignmentId practice position state verdict unsure marks",
  feedback: "right settled why found missed extra named practice",
};
const fieldsOf = (value: unknown) =>
  Object.keys(Object(value))
    .filter((name) => name !== "hints" || "protocol" in Object(value) || "unit" in Object(value))
    .sort();
const wanted = (name: keyof typeof FIELDS) => FIELDS[name].split(" ").sort();

type Given = Record<string, unknown> & {
  cases: { assignmentId: string; note: { text: string; digest: string }; changes: unknown[] }[];
};
const given = ({ text }: Heard): Given => JSON.parse(text.split("\n\n").slice(1).join("\n\n")).result.data.json;

test("a whole reading of every round tells nothing, field by field", async () => {
  const heard: Heard[] = [];
  const hear = async (path: string, input: Record<string, unknown>) => {
    const answer = await rig.call(path, { project: "own", ...input });
    expect([answer.where, answer.status]).toEqual([answer.where, 200]);
    heard.push(answer);
    return given(answer);
  };
  await hear("reviews.queue", {});
  await hear("reviews.localKey", {});
  let read = 0;
  for (const campaign of rig.blinded.campaigns) {
    const round = await hear("reviews.round", { campaign });
    expect(fieldsOf(round)).toEqual(wanted("round"));
    expect(fieldsOf(round.practice)).toEqual(wanted("practice"));
    expect(fieldsOf(round.protocol)).toEqual(wanted("protocol"));
    for (let turn = 0; turn < 6; turn += 1) {
      const next = await hear("reviews.next", { campaign, count: 3 });
      expect(fieldsOf(next)).toEqual(wanted("next"));
      for (const one of next.cases) {
        expect(fieldsOf(one)).toEqual(wanted("case"));
        expect(fieldsOf(one.note)).toEqual(wanted("note"));
        expect(fieldsOf(Object(one).source)).toEqual(wanted("source"));
        const { verdict } = createChanges(one.assignmentId, one.note.text);
        const said = Object(one).otherNote ? verdict("tie") : verdict("cannot-judge", "too short");
        await hear("reviews.save", { changes: [said] });
        await hear("reviews.case", { assignment: one.assignmentId });
        if (Object(one).practice) {
          const feedback = await hear("reviews.practiceFeedback", { assignment: one.assignmentId });
          expect(fieldsOf(feedback)).toEqual(wanted("feedback"));
          const settled: Verdict = Object(feedback).settled.verdict;
          await hear("reviews.practiceAgain", { campaign });
          const right = createChanges(one.assignmentId, one.note.text);
          const late = { clock: 10 };
          const answer = settled === "first" || settled === "second" ? right.choice(settled) : right.verdict(settled);
          const marks = settled === "marked" ? [{ ...right.mark(), ...late }] : [];
          await hear("reviews.save", { changes: [...marks, { ...answer, clock: 11 }] });
        }
        read += 1;
      }
    }
    const earlier = await hear("reviews.earlier", { campaign });
    for (const one of Object.values(earlier)) expect(fieldsOf(one)).toEqual(wanted("earlier"));
  }
  expect(read).toBeGreaterThan(12);
  expect(heard.flatMap((each) => rig.leaksOf(each, ""))).toEqual([]);
});

test("names of cases say nothing of each other, and every reader has an order of her own", async () => {
  const [cases, turns] = [await rig.blinded.caseOf(), await rig.blinded.turns()];
  const byId = new Map(cases.map((each) => [each.id, each]));
  for (const { id, caseId } of turns) {
    expect(id).toMatch(/^[2-9a-z]{14}$/);
    const known = byId.get(caseId);
    for (const told of [caseId, known?.generationId, known?.exampleId, known?.arm]) {
      expect(told ? id.includes(told) : false).toBe(false);
    }
  }
  const ofFirst = turns.filter(({ campaignId }) => campaignId === rig.blinded.campaigns[0]);
  const readers = [...new Set(ofFirst.map(({ reviewerId }) => reviewerId))];
  const read = readers.map((reader) =>
    ofFirst
      .filter(({ reviewerId }) => reviewerId === reader)
      .sort((a, b) => a.position - b.position)
      .map(({ caseId }) => caseId)
      .join(),
  );
  expect(new Set(read).size).toBe(2);
});
