import type { Database } from "@/db/database";
import { report } from "@/db/schema/reports";
import { defineEstimate, twoSided } from "@/domain/comparison/make-estimate";
import type { ReportContent, ReportMeasure } from "@/domain/reports/report-content";
import { digestOfReport } from "../report-subject";

export const DIFFERENCE = defineEstimate(
  {
    ...{ definition: "study.error_rate_difference@1", parameters: { minus: "before", groups: 20 } },
    ...{ n: 20, unit: "note", numerator: -6, denominator: 20, value: -0.3 },
  },
  twoSided({ low: -0.5, high: -0.1 }, 0.95, "newcombe-paired"),
);

export const MEASURE: ReportMeasure = {
  ...{ key: "seed1.rate", label: "Notes with a hallucination", scale: "share", change: "points", better: "lower" },
  ...{ before: null, after: null, difference: DIFFERENCE, test: null, p: 0.03 },
};

/** A whole report of little content. */
export const CONTENT: ReportContent = {
  ...{
    format: 1,
    subject: { kind: "study", id: "s", name: "Visits", node: "before-after" },
    number: 1,
    previous: null,
  },
  ...{ standing: "final", standingWords: "Final: the study is finished." },
  verdict: { tone: "good", claim: "The new model hallucinates less.", evidence: "After minus before: −30.0 points." },
  cautions: ["One seed was trained: another one may come out otherwise."],
  measures: [
    { key: "seed1", title: "Seed 1", short: "Seed 1", sides: ["Before", "After"], remark: null, rows: [MEASURE] },
  ],
  rounds: [],
  flow: [{ key: "notes", arm: "all", title: "Notes", counts: [{ of: "notes", count: 40 }], left: [] }],
  cost: { deviceSeconds: 60, readingSeconds: null, money: null, currency: null, why: "no price is set" },
  settings: [{ name: "Δ", value: "10" }],
  methods: [{ title: "Design", sentences: ["Notes were divided by patient."] }],
  restsOn: [{ kind: "version", id: "v", title: "visits v1", detail: "notes, 40 rows", digest: "d".repeat(64) }],
};

type Stored = {
  id: string;
  projectId: string;
  content?: ReportContent;
  /** Another one than that of the content is of a row that was changed. */
  digest?: string;
  remark?: string | null;
  frozenAt?: Date;
};

export async function addReport(
  db: Database,
  { id, projectId, content = CONTENT, digest, remark = null, frozenAt = new Date("2026-03-01T09:00:00Z") }: Stored,
): Promise<void> {
  const { subject, number, standing } = content;
  await db.insert(report).values({
    ...{ id, projectId, subjectKind: subject.kind, subjectId: subject.id, title: subject.name, number, standing },
    ...{ content, digest: digest ?? digestOfReport(content), remark, frozenBy: null, frozenName: "Ines", frozenAt },
  });
}
