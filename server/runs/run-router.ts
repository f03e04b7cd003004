import { projectProcedure, router } from "../trpc";
import { launchRequestSchema } from "./launch-request";
import { launchRun } from "./launch-run";

export const runRouter = router({
  launch: projectProcedure("runs.write")
    .input(launchRequestSchema)
    .mutation(({ ctx, input }) => launchRun(ctx, { projectId: ctx.projectId, userId: ctx.viewer.userId }, input)),
});
