import { z } from "zod";
import { projectProcedure, router } from "../trpc";
import { readLog } from "./log-queries";

const question = z.object({
  run: z.string().min(1).max(64),
  after: z.int().min(0).optional(),
  before: z.int().min(1).optional(),
  limit: z.int().min(1).max(5_000).default(500),
  query: z.string().max(500).optional(),
  level: z.enum(["debug", "info", "warning", "error"]).optional(),
});

export const logRouter = router({
  read: projectProcedure("project.read")
    .input(question)
    .query(({ ctx, input: { project: _, run, ...rest } }) =>
      readLog(ctx.sql, { ...rest, runId: run, projectId: ctx.projectId }),
    ),
});
