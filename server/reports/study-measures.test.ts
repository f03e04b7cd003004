import { expect, test } from "vitest";
import type { Estimate } from "@/domain/estimate";
import { listStudyMeasures } from "@/domain/reports/study-measures";
import { writeStudyVerdict } from "@/domain/reports/study-verdict";
import type { StudyVerdict } from "@/domain/studies/result-words";
import type { SideComparison } from "@/domain/studies/study-result";
import { DIFFERENCE } from "./testing/report-rows";

const SIDES: SideComparison[] = [1, 2].map((seed) => ({
  ...{ seed, name: `after ${seed}`, before: DIFFERENCE, after: DIFFERENCE, difference: DIFFERENCE, p: 0.03 },
  ...{ mcnemar: null, empty: { before: 0, after: 0, asWrong: null }, watched: [], excluded: [] },
}));

test("a change is as the verdict says, whatever its interval says", () => {
  const told = { tone: "undecided" as const, claim: "No difference can be told.", evidence: "After minus before." };
  const judged = (overSeeds: Estimate | null, tone: StudyVerdict["tone"]) =>
    listStudyMeasures({
      unit: "note",
      sides: SIDES,
      overSeeds,
      overSeedsP: 0.04,
      kept: [DIFFERENCE],
      verdict: { ...told, tone },
    }).flatMap(({ rows }) => rows.flatMap(({ key, judgement }) => (judgement ? [[key, judgement]] : [])));
  expect(judged(null, "undecided")).toEqual([["seed1.rate", "undecided"]]);
  expect(judged(DIFFERENCE, "good")).toEqual([["seeds.rate", "better"]]);
  expect(judged(DIFFERENCE, "bad")).toEqual([["seeds.rate", "worse"]]);
  const written = writeStudyVerdict({ verdict: told, overSeeds: null, sides: SIDES }, { outcome: null, reason: "" });
  expect(written.evidence).toBe("After minus before.");
});

test("the change of all seeds has its own p, and kept knowledge says whose it is", () => {
  const numbers = { unit: "note" as const, overSeeds: DIFFERENCE, overSeedsP: 0.04, kept: [DIFFERENCE], verdict: null };
  const groups = listStudyMeasures({ ...numbers, sides: SIDES });
  expect(groups[0]?.rows[0]).toMatchObject({ p: 0.04, test: expect.stringMatching(/^Resampled .*: p = 0\.04/) });
  expect(groups.at(-1)?.remark).toContain("Of “after 1” alone; the other 1 were not scored.");
  const single = listStudyMeasures({ ...numbers, overSeeds: null, overSeedsP: null, sides: SIDES.slice(0, 1) });
  expect(single.at(-1)?.remark).not.toContain("alone");
});
