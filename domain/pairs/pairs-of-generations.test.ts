import { expect, test } from "vitest";
import type { Answer } from "../gates/case-facts";
import { LeftOut, promptKeyOf, type ReadNote } from "./pair-candidate";
import { pairsOfGenerations } from "./pairs-of-generations";

const CLEAN: Answer = { judged: true, marked: false, errors: [], omissions: 0 };
const WRONG: Answer = { ...CLEAN, marked: true };

const read = (patient: string, text: string, answer: Answer): ReadNote => ({
  ...{ source: { digest: `source ${patient}`, length: 9 }, template: "{source}", section: null, group: patient },
  ...{ promptKey: promptKeyOf({ noteHash: patient, section: null }), noteHash: patient, exampleId: null },
  ...{ caseId: `${patient} ${text}`, campaignId: "r", arm: null, generationId: null, readers: "person" },
  ...{ note: { digest: text, length: text.length }, settled: null },
  readings: [{ assessmentId: `${patient} ${text}`, reviewerId: "v", answer, corrected: null, at: new Date(0) }],
});

const made = (notes: ReadNote[]) => {
  const left = new LeftOut();
  const pairs = pairsOfGenerations(notes, { conflicts: "leave-out", pairsPerPrompt: 1, left });
  return { pairs, reasons: left.list().map(({ reason }) => reason) };
};

test("words that are wrong of one patient may be right of another", () => {
  const { pairs, reasons } = made([
    read("ann", "No known allergies.", WRONG),
    read("ann", "Allergic to penicillin.", CLEAN),
    read("bob", "No known allergies.", CLEAN),
    read("bob", "Allergic to nuts.", WRONG),
  ]);
  expect(pairs.map(({ group, chosen, rejected }) => [group, chosen.digest, rejected.digest])).toEqual([
    ["ann", "Allergic to penicillin.", "No known allergies."],
    ["bob", "No known allergies.", "Allergic to nuts."],
  ]);
  expect(reasons).toEqual([]);
});

test("of one patient the same words are never both", () => {
  const { pairs, reasons } = made([
    read("ann", "No known allergies.", WRONG),
    read("ann", "No known allergies.", CLEAN),
    read("ann", "Allergic to penicillin.", CLEAN),
  ]);
  expect(pairs).toEqual([]);
  expect(reasons[0]).toContain("clean in one case and as hallucinated in another");
});
