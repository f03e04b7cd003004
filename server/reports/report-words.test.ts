import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { defineEstimate, twoSided, undefineEstimate } from "@/domain/comparison/make-estimate";
import { compareReports } from "@/domain/reports/compare-reports";
import { KNOWN_DEFINITIONS, KNOWN_INTERVALS, sentenceOfDefinition } from "@/domain/reports/definition-sentences";
import { layOutForest } from "@/domain/reports/forest-layout";
import { numberOfMeasure } from "@/domain/reports/number-of-measure";
import type { MeasureGroup, ReportContent, ReportMeasure } from "@/domain/reports/report-content";
import { sayStanding, writeStudyVerdict } from "@/domain/reports/study-verdict";
import { sayZero } from "@/domain/reports/test-words";
import { CONTENT, DIFFERENCE, MEASURE } from "./testing/report-rows";

const differing = (low: number, high: number) =>
  defineEstimate(
    { definition: "study.error_rate_difference@1", parameters: {}, n: 20, unit: "note", value: (low + high) / 2 },
    twoSided({ low, high }, 0.95, "newcombe-paired"),
  );
const NONE = undefineEstimate(
  { definition: "study.length_ratio@1", parameters: {}, n: 0, unit: "note" },
  "nothing was judged",
);

describe("the sentence", () => {
  test("says of every interval whether it includes zero, and never claims without one", () => {
    expect(sayZero(differing(-0.2, 0))).toBe("The interval includes zero: no difference is shown.");
    expect(sayZero(differing(-0.2, 0.1))).toContain("includes zero");
    expect(sayZero(differing(-0.2, -0.1))).toBe("The interval leaves zero out.");
    const bare = defineEstimate({ definition: "study.length@1", parameters: {}, n: 1, unit: "note", value: 1 }, null);
    expect(sayZero(bare)).toContain("nothing is claimed");
    const verdict = {
      tone: "undecided" as const,
      claim: "No difference can be told.",
      evidence: "After minus before.",
    };
    const written = writeStudyVerdict(
      { verdict, overSeeds: differing(-0.3, 0.1), sides: [] },
      { outcome: null, reason: "" },
    );
    expect(written.evidence).toBe("After minus before. The interval includes zero: no difference is shown.");
  });

  test("of a study that goes on says interim and what is not done", () => {
    expect(sayStanding("running", ["Second gate"])).toMatch(/^Interim: .* Not done yet: “Second gate”\.$/);
    expect(sayStanding("finished", [])).toBe("Final: the study is finished.");
    expect(writeStudyVerdict(null, { outcome: "“First gate” passed.", reason: "" })).toMatchObject({
      tone: "none",
      claim: "“First gate” passed.",
    });
  });
});

describe("methods", () => {
  const sources = ["domain/studies", "domain/gates"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.includes("test"))
      .map((name) => readFileSync(join(folder, name), "utf8")),
  );

  test("have a sentence for every definition of a study's answer, and for every method of its intervals", () => {
    const written = sources.flatMap((text) =>
      [...text.matchAll(/"(study\.[a-z_]+@\d+)"/g)].flatMap(([, id]) => id ?? []),
    );
    const composed = ["omissions_per_note", "copied_share"].flatMap((name) => [
      `study.${name}@1`,
      `study.${name}_difference@1`,
    ]);
    expect(written.length).toBeGreaterThan(3);
    expect([...written, ...composed].filter((id) => !KNOWN_DEFINITIONS.has(id))).toEqual([]);
    const methods = sources.flatMap((text) =>
      [...text.matchAll(/"((?:clopper|newcombe|cluster|rogan)[a-z-]+)"/g)].flatMap(([, id]) => id ?? []),
    );
    const intervals = methods.filter((id) => id !== "cluster-bootstrap-bound");
    expect(intervals.length).toBeGreaterThan(5);
    expect(intervals.filter((id) => !KNOWN_INTERVALS.has(id))).toEqual([]);
  });

  test("take the catalogue's words for what scores are, and say so where nobody wrote any", () => {
    expect(sentenceOfDefinition("text.exact_match@1")).toMatch(
      /^Exact match: Share of notes .* \[text\.exact_match@1\]$/,
    );
    expect(sentenceOfDefinition("own.thing@3")).toBe(
      "Thing is as its definition says, which has no words here. [own.thing@3]",
    );
  });
});

describe("the forest plot", () => {
  const row = (more: Partial<ReportMeasure>): ReportMeasure => ({ ...MEASURE, ...more });
  const groups: MeasureGroup[] = [
    {
      ...{ key: "seed1", title: "Seed 1", short: "Seed 1", sides: ["Before", "After"], remark: null },
      rows: [
        row({ key: "seed1.rate", difference: differing(-0.4, -0.2), judgement: "better" }),
        row({ key: "seed1.rate_with_empty", difference: differing(-0.4, -0.2) }),
        row({
          key: "seed1.length",
          label: "Length in characters, change as a ratio",
          change: "ratio",
          better: null,
          difference: NONE,
        }),
        row({ key: "seed1.copied", label: "Copied", better: null, difference: differing(-0.1, 0.1) }),
      ],
    },
  ];

  test("gives every unit an axis of its own, with no change inside of it", () => {
    const panels = layOutForest(groups);
    expect(panels.map(({ title }) => title)).toEqual([
      "Hallucinations: change in points",
      "Length in characters: new as a ratio of old",
      "Copied: change in points",
    ]);
    for (const { reference } of panels) {
      expect(reference).toBeGreaterThanOrEqual(0);
      expect(reference).toBeLessThanOrEqual(1);
    }
  });

  test("draws nothing for what is undefined, judges nothing that the verdict does not, and keeps order", () => {
    const [rates, length, copied] = layOutForest(groups).map(({ rows }) => rows[0]);
    expect(rates).toMatchObject({ judgement: "better", words: "−30.0\u00a0points (−40.0 to −20.0)" });
    expect(Number(rates?.low)).toBeLessThan(Number(rates?.at));
    expect(Number(rates?.at)).toBeLessThan(Number(rates?.high));
    expect(length).toMatchObject({ at: null, low: null, high: null, words: "undefined: nothing was judged" });
    expect([length?.judgement, copied?.judgement]).toEqual(["unjudged", "unjudged"]);
    expect(layOutForest(groups)[0]?.rows.map(({ judgement }) => judgement)).toEqual(["better", "unjudged"]);
  });
});

describe("what changed", () => {
  const changed = (more: Partial<ReportContent>) => compareReports(CONTENT, { ...CONTENT, number: 2, ...more });

  test("is told field by field, in words", () => {
    const rows = [{ ...MEASURE, difference: differing(-0.2, 0.1) }];
    const [group] = CONTENT.measures;
    expect(changed({ measures: group ? [{ ...group, rows }] : [] })).toEqual([
      "Seed 1, Notes with a hallucination, change: −30.0\u00a0points (−50.0 to −10.0), 20\u00a0notes → −5.0\u00a0points (−20.0 to +10.0), 20\u00a0notes.",
    ]);
    expect(changed({ standing: "stopped" })).toEqual(["It was final and is stopped."]);
    expect(changed({ cautions: [] })).toEqual([
      "No longer to be known: One seed was trained: another one may come out otherwise.",
    ]);
    expect(changed({ settings: [{ name: "Δ", value: "20" }] })).toEqual(["Δ: 10 → 20."]);
    expect(changed({ restsOn: [] })).toEqual(["It does not rest on version “visits v1” any more."]);
    expect(changed({ measures: [] })).toEqual(["Seed 1, Notes with a hallucination: no longer among the measures."]);
    expect(changed({ flow: [] })).toEqual(["No longer in the flow: “Notes”."]);
  });

  test("of a difference behind the last digit shown is not passed over", () => {
    const [group] = CONTENT.measures;
    const difference = { ...DIFFERENCE, parameters: { ...DIFFERENCE.parameters, groups: 19 } };
    expect(changed({ measures: group ? [{ ...group, rows: [{ ...MEASURE, difference }] }] : [] })[0]).toMatch(
      /shown alike/,
    );
  });

  test("is nothing but the number where nothing is", () => {
    expect(changed({ previous: { number: 1, digest: "d" } })).toEqual([
      "Nothing but the number of the report: it says what report 1 said.",
    ]);
  });
});

test("numbers lead to where they come from, by the place of their training", () => {
  const measures = ["seeds", "seed1", "seed2", "kept"].map((key) => ({
    ...CONTENT.measures[0],
    key,
  })) as MeasureGroup[];
  const content = { ...CONTENT, measures };
  const of = { of: "study", id: "s", node: "before-after" };
  expect(numberOfMeasure(content, "seed2.rate", "after")).toEqual({ ...of, number: "rate-after", side: 1 });
  expect(numberOfMeasure(content, "seed1.omissions", "difference")).toEqual({ ...of, number: "omissions", side: 0 });
  expect(numberOfMeasure(content, "kept.text.rouge_l@1", "difference")).toEqual({ ...of, number: "kept" });
  expect(numberOfMeasure(content, "seeds.rate", "difference")).toBeNull();
  expect(numberOfMeasure(content, "seed1.rate_with_empty", "after")).toBeNull();
  expect(numberOfMeasure(content, "seed1.length", "before")).toBeNull();
  expect(
    numberOfMeasure({ ...content, subject: { ...content.subject, kind: "comparison" } }, "seed1.rate", "after"),
  ).toBeNull();
});
