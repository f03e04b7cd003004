import { z } from "zod";
import { projectProcedure, router } from "../trpc";
import { listGenerations } from "./generation-queries";

export const generationRouter = router({
  list: projectProcedure("project.read")
    .input(
      z.object({
        run: z.string().min(1),
        query: z.string().trim().max(200).optional(),
        finishReason: z.enum(["stop", "length", "error"]).optional(),
        /** Rows before this page. */
        cursor: z.int().min(0).default(0),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .query(({ ctx, input: { run, cursor, limit, query, finishReason } }) =>
      listGenerations(ctx.db, { projectId: ctx.projectId, runId: run }, { offset: cursor, limit, query, finishReason }),
    ),
});
