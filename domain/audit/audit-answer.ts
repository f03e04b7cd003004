import { z } from "zod";

export const auditHeadSchema = z.object({
  sequence: z.int().min(1),
  digest: z.string().regex(/^[0-9a-f]{64}$/, "64 hexadecimal digits"),
});

export const auditEntryAnswer = z
  .object({
    sequence: z.int(),
    at: z.date(),
    actor: z.string(),
    by: z.string(),
    action: z.string(),
    subject: z.string(),
    subjectId: z.string(),
    facts: z.record(z.string(), z.unknown()),
    digest: z.string(),
  })
  .meta({ id: "AuditEntry" });

export const auditFindingAnswer = z
  .object({
    sequence: z.int().nullable(),
    kind: z.enum([
      "entry-edited",
      "entry-removed",
      "entry-moved",
      "head-differs",
      "row-edited",
      "row-removed",
      "row-added",
    ]),
    what: z.string(),
  })
  .meta({ id: "AuditFinding" });

export const auditCheckAnswer = z
  .object({
    entries: z.int(),
    rows: z.int(),
    /** Exported heads that the chain was held against. */
    heads: z.int(),
    head: auditHeadSchema.nullable(),
    findings: z.array(auditFindingAnswer),
  })
  .meta({ id: "AuditCheck" });

export type AuditHead = z.infer<typeof auditHeadSchema>;
export type AuditFinding = z.infer<typeof auditFindingAnswer>;
export type AuditCheck = z.infer<typeof auditCheckAnswer>;
