import { projectProcedure, router } from "../trpc";
import { readOverview } from "./overview-queries";

export const overviewRouter = router({
  read: projectProcedure("project.read").query(({ ctx }) =>
    readOverview(ctx.db, { projectId: ctx.projectId, now: ctx.now() }),
  ),
});
