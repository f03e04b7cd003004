import { z } from "zod";
import { pageOf } from "@/domain/api/list-answer";
import { auditCheckAnswer, auditEntryAnswer, auditHeadSchema } from "@/domain/audit/audit-answer";
import { operation } from "../operation";

const AUDIT = "/projects/{project}/audit";

export const auditOperations = [
  operation({
    method: "GET",
    path: AUDIT,
    procedure: "audit.list",
    summary: "List who changed what",
    description: "Newest first: reviews, gates, people and tokens of the project.",
    words: {
      cursor: "Entries before this sequence: `nextCursor` of the page before.",
      action: "How the action begins: `gate`, `member.remove`.",
      subject: "Id of what was changed.",
    },
    answers: pageOf(auditEntryAnswer),
    from: ({ items, nextCursor }) => ({ items, nextCursor: nextCursor === null ? null : String(nextCursor) }),
  }),
  operation({
    method: "POST",
    path: `${AUDIT}/verification`,
    procedure: "audit.verify",
    summary: "Check the audit chain",
    description:
      "Walks the chain of the whole installation and every row that it vouches for, against the heads of the data folder and those sent along.",
    words: { heads: "Heads that were kept elsewhere." },
    answers: auditCheckAnswer,
    lasting: true,
  }),
  operation({
    method: "POST",
    path: `${AUDIT}/heads`,
    procedure: "audit.exportHead",
    summary: "Export the head of the audit chain",
    answers: z.object({ head: auditHeadSchema.nullable() }).meta({ id: "ExportedAuditHead" }),
    lasting: true,
  }),
];
