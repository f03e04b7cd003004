import { z } from "zod";
import { REPORT_STANDINGS, reportContentSchema } from "./report-content";

export const reportRowAnswer = z
  .object({
    id: z.string(),
    subjectKind: z.enum(["study", "comparison"]),
    subjectId: z.string(),
    title: z.string(),
    number: z.int().describe("From 1 on, of its subject."),
    standing: z.enum(REPORT_STANDINGS),
    digest: z.string().describe("SHA-256 of the content as canonical JSON: keys in order, no spaces."),
    frozenName: z.string(),
    frozenAt: z.date(),
  })
  .meta({ id: "FrozenReportRow" });

const changesAnswer = z
  .object({ since: z.object({ id: z.string(), number: z.int() }), lines: z.array(z.string()) })
  .nullable()
  .describe("What is otherwise than in the report before, in words; null where there is none.");

export const reportAnswer = reportRowAnswer
  .extend({
    remark: z.string().nullable(),
    content: reportContentSchema,
    intact: z.boolean().describe("What is stored has the digest that was frozen."),
    changes: changesAnswer,
  })
  .meta({ id: "FrozenReport" });

export const reportPreviewAnswer = z
  .object({
    content: reportContentSchema,
    digest: z.string(),
    refusal: z.string().nullable().describe("Why it cannot be frozen; null where it can."),
    changes: changesAnswer,
  })
  .meta({ id: "ReportPreview" });
