import { z } from "zod";
import { projectProcedure, router } from "../trpc";
import { listAttempts } from "./attempt-queries";

export const attemptRouter = router({
  byRun: projectProcedure("project.read")
    .input(z.object({ run: z.string().min(1) }))
    .query(({ ctx, input }) => listAttempts(ctx.db, { projectId: ctx.projectId, runId: input.run })),
});
