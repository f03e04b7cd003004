import { z } from "zod";
import { auditHeadSchema } from "@/domain/audit/audit-answer";
import { env } from "../env";
import { projectProcedure, router } from "../trpc";
import { listAudit, listHeads } from "./audit-queries";
import { exportHead, readExportedHeads, readHead } from "./export-head";
import { verifyAudit } from "./verify-audit";

const reading = projectProcedure("audit.read");

export const auditRouter = router({
  list: reading
    .input(
      z.object({
        /** Entries before this one. */
        cursor: z.int().min(1).nullish(),
        /** How the action begins: `gate`, `member.remove`. */
        action: z.string().max(60).optional(),
        subject: z.string().max(64).optional(),
        limit: z.int().min(1).max(500).default(100),
      }),
    )
    .query(({ ctx, input: { cursor, action, subject, limit } }) =>
      listAudit(ctx.db, {
        projectId: ctx.projectId,
        limit,
        ...(cursor ? { before: cursor } : {}),
        ...(action ? { action } : {}),
        ...(subject ? { subjectId: subject } : {}),
      }),
    ),
  heads: reading.query(({ ctx }) => listHeads(ctx.db, 100)),
  /** Against every head of the data folder, and those that somebody kept elsewhere. */
  verify: reading
    .input(z.object({ heads: z.array(auditHeadSchema).max(10_000).default([]) }))
    .mutation(async ({ ctx, input }) =>
      verifyAudit(ctx.db, [...(await readExportedHeads(env().ASSAY_HOME)), ...input.heads]),
    ),
  exportHead: reading.mutation(async ({ ctx }) => {
    await exportHead(ctx.db, env().ASSAY_HOME, ctx.now());
    return { head: await readHead(ctx.db) };
  }),
});
