import { z } from "zod";
import { cleanText } from "../ingest/clean-text";
import { projectProcedure, router } from "../trpc";
import { readLog } from "./log-queries";

const question = z.object({
  run: z.string().min(1).max(64).overwrite(cleanText),
  after: z.int().min(0).optional(),
  before: z.int().min(1).optional(),
  limit: z.int().min(1).max(5_000).default(500),
  query: z.string().max(500).overwrite(cleanText).optional(),
  level: z.enum(["debug", "info", "warning", "error"]).optional(),
});

export const logRouter = router({
  read: projectProcedure("project.read")
    .input(question)
    .query(({ ctx, input: { project: _, run, ...rest } }) =>
      readLog(ctx.sql, { ...rest, runId: run, projectId: ctx.projectId }),
    ),
});
