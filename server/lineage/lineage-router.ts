import { z } from "zod";
import { projectProcedure, router } from "../trpc";
import { readLineage } from "./lineage-queries";

export const lineageRouter = router({
  byRun: projectProcedure("project.read")
    .input(z.object({ run: z.string().min(1) }))
    .query(({ ctx, input }) => readLineage(ctx.db, { projectId: ctx.projectId, runId: input.run })),
});
