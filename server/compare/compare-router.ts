import { z } from "zod";
import { projectProcedure, router } from "../trpc";
import { compareRuns } from "./compare-runs";

const reading = projectProcedure("project.read");
const id = z.string().min(1).max(64);
const runs = z.array(id).min(1).max(100);

export const compareRouter = router({
  /** The verdict with all its numbers; `runs.length` of one answers with what could be compared. */
  report: reading
    .input(
      z.object({
        runs,
        baseline: id.optional(),
        against: id.optional(),
        metric: z.string().min(1).max(300).optional(),
        fold: z.boolean().default(true),
      }),
    )
    .query(({ ctx, input: { project, ...request } }) =>
      compareRuns(ctx, { projectId: ctx.projectId, slug: project }, request),
    ),
});
